using System.IO.Compression;
using EightBit.Webhooks.Receiver.Packages.Tests.Processes;

namespace EightBit.Webhooks.Receiver.Packages.Tests.Packing;

/// <summary>
/// All packages, packed once, from a copy of the source: other tests build the source at the same time. The copy is a repository with a tag of
/// its own, so that no cache knows the version.
/// </summary>
public sealed class PackedPackages : IAsyncLifetime
{
    public string Version { get; } = $"98.7.6-test.{Guid.NewGuid():N}";

    public string Folder { get; } = Directory.CreateTempSubdirectory("eightbit-packages-").FullName;

    public string Packages => Path.Combine(Folder, "packages");

    internal string Source => Path.Combine(Folder, "source");

    public async Task InitializeAsync()
    {
        Directory.CreateDirectory(Source);
        Repository.CopyTo(Source);
        await Command.RunAsync(Source, "git", "init", "--quiet");
        await Command.RunAsync(Source, "git", "add", "--all");
        await Command.RunAsync(
            Source, "git", "-c", "user.name=test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false", "-c", "core.hooksPath=/dev/null",
            "commit", "--quiet", "--message", "A copy");
        await Command.RunAsync(Source, "git", "-c", "tag.gpgsign=false", "tag", "v" + Version);
        await Command.RunAsync(Source, "bash", "eng/pack.sh", Packages);
        await ConfigureNuGetAsync();
    }

    public Task DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return Task.CompletedTask;
    }

    public string Locate(string id, string extension = "nupkg") => Path.Combine(Packages, $"{id}.{Version}.{extension}");

    public ZipArchive Open(string id, string extension = "nupkg") => ZipFile.OpenRead(Locate(id, extension));

    /// <summary>A new folder in which NuGet finds the packages beside what this machine is configured to use.</summary>
    public string NewFolder(string name) => Directory.CreateDirectory(Path.Combine(Folder, name)).FullName;

    private async Task ConfigureNuGetAsync()
    {
        // What the machine has already downloaded is read from where it is; what is new stays in the temporary folder.
        var global = (await Command.RunAsync(Folder, "dotnet", "nuget", "locals", "global-packages", "--list")).Split(": ", 2)[1].Trim();
        Directory.CreateDirectory(global);
        await File.WriteAllTextAsync(
            Path.Combine(Folder, "nuget.config"),
            $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="{Path.Combine(Folder, "restored")}" /></config>
              <fallbackPackageFolders><add key="machine" value="{global}" /></fallbackPackageFolders>
              <packageSources><add key="packed" value="{Packages}" /></packageSources>
            </configuration>
            """);
    }
}
