namespace AuditTrail.Chain;

/// <summary>A trail that is not as it was left is not written to: new entries would make the damage look old.</summary>
internal static class TrailCheck
{
    private const int LongestTail = 64 * 1024;

    /// <summary>Requires that the last entry that the index knows still ends at its offset.</summary>
    public static void RequireEnd(TrailFile file, long offset, ChainHead head, string path)
    {
        if (file.Length < offset)
        {
            throw new AuditTrailException(
                $"{path} has {file.Length} bytes, but had {offset} when it was last written to: entries were cut off. {Advice(path)}");
        }

        if (offset > 0 && !(LastBefore(file, offset) is { IsHashRight: true } last && last.Hash == head.Head))
        {
            throw Changed(path, head.Entries);
        }
    }

    /// <returns>The head after the line.</returns>
    public static ChainHead Next(TrailLine line, ChainHead head, string path)
        => ChainLink.Parse(line.Bytes) is { } link && link.Follows(head.Entries, head.Head)
            ? new ChainHead(link.Seq, link.Hash)
            : throw Changed(path, head.Entries + 1);

    private static ChainLink? LastBefore(TrailFile file, long offset)
    {
        var from = Math.Max(0, offset - LongestTail);
        var tail = new byte[offset - from];
        file.ReadFrom(from).ReadExactly(tail);
        var line = tail.AsSpan()[..^1];
        return ChainLink.Parse(line[(line.LastIndexOf((byte)'\n') + 1)..]);
    }

    private static AuditTrailException Changed(string path, long entry)
        => new($"Entry {entry} of {path} is not as it was written. {Advice(path)}");

    private static string Advice(string path)
        => $"Run \"AuditTrail verify {path}\", keep the file as evidence, and restore it or begin a new one (AuditTrail:File).";
}
