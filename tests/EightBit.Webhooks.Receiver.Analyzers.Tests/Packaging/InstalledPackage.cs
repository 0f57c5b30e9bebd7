namespace EightBit.Webhooks.Receiver.Analyzers.Tests.Packaging;

/// <summary>The core package, packed as it was built for this test, and a web application elsewhere that has installed it from a folder.</summary>
public sealed class InstalledPackage : IAsyncLifetime
{
    private const string Id = "EightBit.Webhooks.Receiver";

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("eightbit-analyzers-");

    private string Feed => Path.Combine(_root.FullName, "feed");

    public async Task InitializeAsync()
    {
        var (output, exitCode) = await DotNet.RunAsync(
            RepositoryRoot(), "pack", $"src/{Id}/{Id}.csproj", "--no-build", "-c", Configuration(), "-o", Feed, "-nologo");
        exitCode.Should().Be(0, output);
    }

    public Task DisposeAsync()
    {
        _root.Delete(recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>Builds an application with the package, and returns what the build printed.</summary>
    public async Task<string> BuildAsync(string name, string program, string properties = "")
    {
        var version = Path.GetFileNameWithoutExtension(Directory.GetFiles(Feed, $"{Id}.*.nupkg").Single())[(Id.Length + 1)..];
        var application = _root.CreateSubdirectory(name).FullName;
        await File.WriteAllTextAsync(Path.Combine(application, "Program.cs"), program);
        await File.WriteAllTextAsync(Path.Combine(application, "nuget.config"), $"""
            <configuration>
              <packageSources>
                <clear />
                <add key="feed" value="{Feed}" />
              </packageSources>
            </configuration>
            """);
        await File.WriteAllTextAsync(Path.Combine(application, $"{name}.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk.Web">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <UseAppHost>false</UseAppHost>
                <NuGetAudit>false</NuGetAudit>
                <RestorePackagesPath>{Path.Combine(_root.FullName, "packages")}</RestorePackagesPath>
                {properties}
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="{Id}" Version="{version}" />
              </ItemGroup>
            </Project>
            """);

        var (output, exitCode) = await DotNet.RunAsync(application, "build", "-nologo", "-p:UseSharedCompilation=false");
        exitCode.Should().Be(0, output);
        return output;
    }

    // .../tests/PROJECT/bin/CONFIGURATION/net10.0/
    private static string Configuration() => new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    private static string RepositoryRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, $"{Id}.sln")))
        {
            directory = directory.Parent!;
        }

        return directory.FullName;
    }
}
