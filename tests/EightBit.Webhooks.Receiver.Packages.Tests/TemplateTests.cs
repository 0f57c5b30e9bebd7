using System.Text.RegularExpressions;
using EightBit.Webhooks.Receiver.Packages.Tests.Packing;
using EightBit.Webhooks.Receiver.Packages.Tests.Processes;

namespace EightBit.Webhooks.Receiver.Packages.Tests;

/// <summary><c>dotnet new eightbit-webhooks</c>, from the package.</summary>
[Collection(PackedOnce.Name)]
[Trait("Category", "Slow")]
public sealed class TemplateTests(PackedPackages packed)
{
    [Fact]
    public async Task A_new_application_passes_its_tests_and_handles_a_delivery()
    {
        var folder = packed.NewFolder("new");
        var hive = Path.Combine(folder, "hive");
        await Command.RunAsync(folder, "dotnet", "new", "install", packed.Locate("EightBit.Webhooks.Receiver.Templates"), "--debug:custom-hive", hive);
        await Command.RunAsync(folder, "dotnet", "new", "eightbit-webhooks", "-n", "my-receiver", "--debug:custom-hive", hive);
        var application = Path.Combine(folder, "my-receiver");

        (await Command.RunAsync(application, "dotnet", "test")).Should().MatchRegex(@"Passed:\s+2\b|succeeded: 2\b");

        File.Exists(Path.Combine(application, "README.md")).Should().BeTrue();
        File.Exists(Path.Combine(application, ".gitignore")).Should().BeTrue();
        var built = Path.Combine(application, "src", "my-receiver");
        await RunningReceiver.HandlesADeliveryAsync(built, Path.Combine(built, "bin", "Debug", "net10.0", "my-receiver"));
    }

    [Fact]
    public void Its_tests_use_the_versions_that_this_repository_uses()
    {
        const string Reference = "Include=\"([^\"]+)\" Version=\"([0-9][^\"]+)\"";
        var project = File.ReadAllText(Path.Combine(
            Repository.Root, "templates", "EightBit.Webhooks.Receiver.Templates", "content", "eightbit-webhooks", "tests", "Webhook-App.Tests", "Webhook-App.Tests.csproj"));
        var central = File.ReadAllText(Path.Combine(Repository.Root, "Directory.Packages.props"));

        foreach (var reference in Regex.Matches(project, Reference).Where(match => !match.Value.Contains("0.0.0-packages", StringComparison.Ordinal)))
        {
            central.Should().Contain($"Include=\"{reference.Groups[1].Value}\" Version=\"{reference.Groups[2].Value}\"");
        }
    }
}
