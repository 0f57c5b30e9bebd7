using System.Reflection;
using Microsoft.Extensions.Logging;

namespace EightBit.Webhooks.Receiver.Dashboard.Tests;

/// <summary>What the guide says of defaults and of the log is so.</summary>
public sealed class DocumentationTests
{
    private static readonly string Guide = File.ReadAllText(Find(Path.Combine("docs", "dashboard.md")));

    [Fact]
    public void The_guide_lists_the_paths_that_are_hidden_by_default()
        => Guide.Replace('\n', ' ').Should().Contain(string.Join(' ', new DashboardOptions().RedactedPaths.Select(path => $"`{path}`")));

    [Fact]
    public void The_guide_lists_every_event_id_of_the_log()
        => typeof(DashboardOptions).Assembly.GetTypes().Single(type => type.Name == "Log").GetMethods(BindingFlags.Static | BindingFlags.Public)
            .Select(method => method.GetCustomAttribute<LoggerMessageAttribute>()!.EventId)
            .Should().OnlyContain(id => Guide.Contains($"{id}"));

    [Fact]
    public void The_guide_lists_every_option()
        => typeof(DashboardOptions).GetProperties().Should().OnlyContain(option => Guide.Contains($"| `{option.Name}` |"));

    private static string Find(string path)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, path)))
        {
            folder = folder.Parent ?? throw new FileNotFoundException($"{path} is in no folder above the tests.");
        }

        return Path.Combine(folder.FullName, path);
    }
}
