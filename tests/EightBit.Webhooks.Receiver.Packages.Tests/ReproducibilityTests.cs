using System.IO.Compression;
using System.Security.Cryptography;
using EightBit.Webhooks.Receiver.Packages.Tests.Packing;
using EightBit.Webhooks.Receiver.Packages.Tests.Processes;

namespace EightBit.Webhooks.Receiver.Packages.Tests;

/// <summary>Who packs, and where, makes no difference.</summary>
[Collection(PackedOnce.Name)]
[Trait("Category", "Slow")]
public sealed class ReproducibilityTests(PackedPackages packed)
{
    private const string Core = "EightBit.Webhooks.Receiver";

    [Fact]
    public async Task The_same_commit_gives_the_same_bytes_in_another_folder()
    {
        var folder = packed.NewFolder("again");
        var source = Path.Combine(folder, "source");
        await Command.RunAsync(folder, "git", "clone", "--quiet", packed.Source, source);
        await Command.RunAsync(source, "git", "remote", "remove", "origin");

        await Command.RunAsync(
            source, "dotnet", "pack", Path.Combine("src", Core), "--configuration", "Release", "--output", folder, "-p:ContinuousIntegrationBuild=true");

        foreach (var extension in new[] { "nupkg", "snupkg" })
        {
            using var first = packed.Open(Core, extension);
            using var second = ZipFile.OpenRead(Path.Combine(folder, Path.GetFileName(packed.Locate(Core, extension))));
            Contents(second).Should().Equal(Contents(first));
        }
    }

    [Theory]
    [MemberData(nameof(PackageContentTests.All), MemberType = typeof(PackageContentTests))]
    public void No_file_names_a_folder_of_the_machine_that_packed(string id)
    {
        string[] folders = [packed.Source, Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) + "/", Repository.Root];
        using var package = packed.Open(id);

        Naming(package).Should().BeEmpty();
        if (File.Exists(packed.Locate(id, "snupkg")))
        {
            using var symbols = packed.Open(id, "snupkg");
            Naming(symbols).Should().BeEmpty();
        }

        IEnumerable<string> Naming(ZipArchive archive)
            => PackedFile.In(archive).Where(file => folders.Any(file.Contains)).Select(file => file.Name);
    }

    /// <summary>All but what a NuGet older than 7.9 names anew each time.</summary>
    private static IEnumerable<string> Contents(ZipArchive package)
        => [.. PackedFile.In(package).Where(file => !file.Name.StartsWith("package/", StringComparison.Ordinal) && file.Name != "_rels/.rels")
            .Select(file => $"{file.Name} {Convert.ToHexStringLower(SHA256.HashData(file.Content))}").Order(StringComparer.Ordinal)];
}
