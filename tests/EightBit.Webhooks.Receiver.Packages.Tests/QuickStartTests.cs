using System.Text.RegularExpressions;
using EightBit.Webhooks.Receiver.Packages.Tests.Packing;
using EightBit.Webhooks.Receiver.Packages.Tests.Processes;

namespace EightBit.Webhooks.Receiver.Packages.Tests;

/// <summary>The README's quick start, pasted into a new project that has nothing but the packages.</summary>
[Collection(PackedOnce.Name)]
[Trait("Category", "Slow")]
public sealed class QuickStartTests(PackedPackages packed)
{
    [Theory]
    [InlineData("plain")]
    [InlineData("trimmed", "--self-contained", "-p:PublishTrimmed=true", "-p:TrimmerSingleWarn=false")]
    [InlineData("native", "-p:PublishAot=true", "-p:TrimmerSingleWarn=false")]
    public async Task It_handles_a_delivery(string name, params string[] publish)
    {
        var project = packed.NewFolder(name);
        await File.WriteAllTextAsync(Path.Combine(project, "Fresh.csproj"), Project());
        await File.WriteAllTextAsync(Path.Combine(project, "Program.cs"), QuickStart());
        var output = Path.Combine(project, "published");

        var said = await Command.RunAsync(
            project, "dotnet", ["publish", "--use-current-runtime", publish is [] ? "--no-self-contained" : "-p:MSBuildTreatWarningsAsErrors=true", "--output", output, .. publish]);

        said.Should().NotContain("warning IL");
        await RunningReceiver.HandlesADeliveryAsync(project, Path.Combine(output, "Fresh"));
    }

    private static string QuickStart()
    {
        var readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));
        return Regex.Match(readme, "```csharp\n(using .*?app\\.Run\\(\\);.*?)```", RegexOptions.Singleline).Groups[1].Value;
    }

    private string Project() =>
        $"""
        <Project Sdk="Microsoft.NET.Sdk.Web">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="EightBit.Webhooks.Receiver" Version="{packed.Version}" />
          </ItemGroup>
        </Project>
        """;
}
