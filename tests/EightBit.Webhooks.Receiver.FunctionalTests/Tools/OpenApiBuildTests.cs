using System.Diagnostics;
using System.Runtime.InteropServices;

namespace EightBit.Webhooks.Receiver.FunctionalTests.Tools;

/// <summary>
/// A web application elsewhere, which is built with Microsoft.Extensions.ApiDescription.Server and Microsoft.AspNetCore.OpenApi from the feed.
/// </summary>
[Trait("Category", "Slow")]
public sealed class OpenApiBuildTests : IDisposable
{
    private const string ToolVersion = "10.0.14";
    private static readonly string[] Build = ["build", "-nologo", "-nodeReuse:false", "-p:UseSharedCompilation=false"];
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);

    private readonly SeededInbox _inbox = new();
    private readonly DirectoryInfo _project = Directory.CreateTempSubdirectory("eightbit-openapi-");

    public void Dispose()
    {
        _inbox.Dispose();
        _project.Delete(recursive: true);
    }

    [Fact]
    public async Task A_build_that_writes_OpenAPI_documents_opens_validates_and_processes_nothing()
    {
        await _inbox.FillAsync();
        var before = _inbox.Files();
        await WriteProjectAsync();

        var (output, exitCode) = await BuildAsync();

        exitCode.Should().Be(0, output);
        var document = Path.Combine(_project.FullName, "openapi", "app.json");
        File.Exists(document).Should().BeTrue(output);
        (await File.ReadAllTextAsync(document)).Should().Contain("/orders").And.NotContain("/webhooks/8bit");
        _inbox.Files().Should().BeEquivalentTo(before);
        await _inbox.ShouldHoldTheEventAsync();
    }

    private async Task WriteProjectAsync()
    {
        // There is no secret in any of its settings, and the inbox is one that has an event to be handled.
        await WriteAsync("Program.cs", $$"""
            using EightBit.Webhooks.Receiver.Events;
            using EightBit.Webhooks.Receiver.Handlers;

            var builder = WebApplication.CreateBuilder(args);
            builder.Services.AddOpenApi();
            builder.Services.AddEightBitWebhooks().UseSqliteInbox("{{_inbox.ConnectionString}}").AddHandler<Nothing>("*");
            var app = builder.Build();
            app.MapOpenApi();
            app.MapEightBitWebhooks();
            app.MapGet("/orders", () => "none");
            app.Run();

            internal sealed class Nothing : IWebhookHandler
            {
                public Task HandleAsync(WebhookEvent webhookEvent, CancellationToken cancellationToken) => Task.CompletedTask;
            }
            """);
        await WriteAsync("app.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk.Web">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <NuGetAudit>false</NuGetAudit>
                <UseAppHost>false</UseAppHost>
                <OpenApiGenerateDocumentsOnBuild>true</OpenApiGenerateDocumentsOnBuild>
                <OpenApiDocumentsDirectory>openapi</OpenApiDocumentsDirectory>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Microsoft.AspNetCore.OpenApi" Version="{ToolVersion}" />
                <PackageReference Include="Microsoft.Extensions.ApiDescription.Server" Version="{ToolVersion}" PrivateAssets="all" />
                <Reference Include="{Path.Combine(AppContext.BaseDirectory, "EightBit.Webhooks.Receiver.dll")}" />
                <Reference Include="{Path.Combine(AppContext.BaseDirectory, "EightBit.Webhooks.Receiver.Sqlite.dll")}" />
                <Reference Include="{Path.Combine(AppContext.BaseDirectory, "Microsoft.Data.Sqlite.dll")}" />
                <Reference Include="{Path.Combine(AppContext.BaseDirectory, "SQLitePCLRaw.*.dll")}" />
                <None Include="{NativeSqlite()}" Link="%(Filename)%(Extension)" CopyToOutputDirectory="PreserveNewest" />
              </ItemGroup>
            </Project>
            """);
        await WriteAsync("Directory.Build.props", "<Project />");
    }

    private static string NativeSqlite()
        => Path.Combine(AppContext.BaseDirectory, "runtimes", RuntimeInformation.RuntimeIdentifier, "native", "*");

    private Task WriteAsync(string name, string text) => File.WriteAllTextAsync(Path.Combine(_project.FullName, name), text);

    private async Task<(string Output, int ExitCode)> BuildAsync()
    {
        var start = new ProcessStartInfo("dotnet", Build)
        {
            WorkingDirectory = _project.FullName,
        };

        // The test runner's own settings are not the user's.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }

        var ended = await ChildProcess.RunAsync(start, Patience);
        return (ended.Output + ended.Errors, ended.ExitCode);
    }
}
