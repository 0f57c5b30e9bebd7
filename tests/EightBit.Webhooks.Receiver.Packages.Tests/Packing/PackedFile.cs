using System.IO.Compression;
using System.Reflection.Metadata;
using System.Text;

namespace EightBit.Webhooks.Receiver.Packages.Tests.Packing;

/// <summary>One file of a package, with what is compressed inside it.</summary>
internal sealed record PackedFile(string Name, byte[] Content)
{
    private static readonly Guid EmbeddedSource = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");

    public static IEnumerable<PackedFile> In(ZipArchive package)
    {
        foreach (var entry in package.Entries)
        {
            using var content = new MemoryStream();
            using (var packed = entry.Open())
            {
                packed.CopyTo(content);
            }

            var file = new PackedFile(entry.FullName, content.ToArray());
            yield return file;
            foreach (var source in entry.FullName.EndsWith(".pdb", StringComparison.Ordinal) ? file.Sources() : [])
            {
                yield return source;
            }
        }
    }

    public bool Contains(string text)
        => Content.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0 || Content.AsSpan().IndexOf(Encoding.Unicode.GetBytes(text)) >= 0;

    /// <summary>The documents of a PDB: their names are kept in pieces, and generated code is embedded, deflated after four bytes of its length.</summary>
    private List<PackedFile> Sources()
    {
        using var provider = MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(Content));
        var reader = provider.GetMetadataReader();
        return [.. reader.Documents.Select(document => new PackedFile(
            $"{Name}: {reader.GetString(reader.GetDocument(document).Name)}",
            [.. Encoding.UTF8.GetBytes(reader.GetString(reader.GetDocument(document).Name)), .. Embedded(reader, document)]))];
    }

    private static byte[] Embedded(MetadataReader reader, DocumentHandle document)
    {
        var blob = reader.GetCustomDebugInformation(document).Select(reader.GetCustomDebugInformation)
            .Where(information => reader.GetGuid(information.Kind) == EmbeddedSource)
            .Select(information => reader.GetBlobBytes(information.Value))
            .FirstOrDefault();
        if (blob is null)
        {
            return [];
        }

        if (BitConverter.ToInt32(blob) == 0)
        {
            return blob;
        }

        using var source = new MemoryStream();
        using var deflated = new DeflateStream(new MemoryStream(blob, 4, blob.Length - 4), CompressionMode.Decompress);
        deflated.CopyTo(source);
        return source.ToArray();
    }
}
