using EightBit.Webhooks.Cli.Tests.DeadLetters;
using EightBit.Webhooks.Cli.Tests.Support;

namespace EightBit.Webhooks.Cli.Tests.Packaging;

/// <summary>The tool as somebody else installs it.</summary>
[Trait("Category", "Slow")]
public sealed class PackagingTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("eightbit-tool-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task It_packs_installs_from_the_package_and_runs()
    {
        var project = Path.Combine(RepositoryRoot(), "src", "EightBit.Webhooks.Cli");
        var packages = Path.Combine(_folder, "packages");
        var tools = Path.Combine(_folder, "tools");

        var packed = await CliProcess.RunAsync("dotnet", ["pack", project, "--configuration", "Release", "--output", packages], null, null);
        packed.ExitCode.Should().Be(0, packed.Output);
        var installed = await CliProcess.RunAsync(
            "dotnet", ["tool", "install", "EightBit.Webhooks.Cli", "--tool-path", tools, "--source", packages, "--prerelease"], null, null);
        installed.ExitCode.Should().Be(0, installed.Output + installed.Error);

        using var letters = new TemporaryLetters();
        await letters.AddAsync(1);
        var listed = await CliProcess.RunAsync(Path.Combine(tools, "eightbit-webhooks"), ["deadletters", "list", "--sqlite", letters.File], null, null);
        listed.ExitCode.Should().Be(0, "SQLite's own library is in the package: " + listed.Error);

        var run = await CliProcess.RunAsync(Path.Combine(tools, "eightbit-webhooks"), ["sign"], CliProcess.Secret, "x"u8.ToArray());
        run.ExitCode.Should().Be(0, run.Error);
        run.Output.Should().MatchRegex("^[0-9a-f]{64}\n$");
    }

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "EightBit.Webhooks.Receiver.sln")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }
}
