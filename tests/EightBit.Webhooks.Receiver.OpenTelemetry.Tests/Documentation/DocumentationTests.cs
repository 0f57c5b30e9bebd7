using System.Text.RegularExpressions;
using EightBit.Webhooks.Receiver.FunctionalTests.Hosting;
using EightBit.Webhooks.Receiver.OpenTelemetry.Tests.Documentation.Example;
using EightBit.Webhooks.Receiver.OpenTelemetry.Tests.Monitoring;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace EightBit.Webhooks.Receiver.OpenTelemetry.Tests.Documentation;

/// <summary>The pages say what is so.</summary>
public sealed class DocumentationTests
{
    private static readonly string[] Pages = ["docs/diagnostics.md", "docs/alerts.md", "src/EightBit.Webhooks.Receiver.OpenTelemetry/README.md"];

    [Theory]
    [InlineData("docs/diagnostics.md")]
    [InlineData("src/EightBit.Webhooks.Receiver.OpenTelemetry/README.md")]
    public void The_code_is_the_example_to_the_letter(string page)
    {
        var example = Read("tests/EightBit.Webhooks.Receiver.OpenTelemetry.Tests/Documentation/Example/Telemetry.cs");
        var lines = Regex.Match(example, "^        builder.*?;[^\n]*\n", RegexOptions.Multiline | RegexOptions.Singleline).Value.Replace("\n        ", "\n").TrimStart();

        Read(page).Should().Contain($"```csharp\nusing OpenTelemetry;\n\n{lines}```");
    }

    [Fact]
    public async Task The_example_wires_traces_and_metrics()
    {
        var (app, _) = TestReceiver.Create(builder: Telemetry.Add);
        await using var built = app;

        app.Services.GetService<TracerProvider>().Should().NotBeNull();
        app.Services.GetService<MeterProvider>().Should().NotBeNull();
    }

    [Fact]
    public void Every_linked_file_and_section_exists()
    {
        foreach (var page in Pages)
        {
            foreach (Match link in Regex.Matches(Read(page), @"\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)"))
            {
                var target = Path.GetFullPath(
                    link.Groups[1].Length == 0 ? page : Path.Combine(Path.GetDirectoryName(page)!, link.Groups[1].Value), MonitoringFiles.Repository);
                File.Exists(target).Should().BeTrue($"{page} links to {link}");
                if (link.Groups[2].Success)
                {
                    Regex.Matches(File.ReadAllText(target), "^#+ (.*)$", RegexOptions.Multiline).Select(heading => Anchor(heading.Groups[1].Value))
                        .Should().Contain(link.Groups[2].Value, $"{page} links to it");
                }
            }
        }
    }

    [Fact]
    public async Task Every_metric_is_in_the_table()
    {
        var table = Read("docs/diagnostics.md");
        await using var receiver = await TestReceiver.StartAsync();
        using var metrics = new MetricRecorder(receiver.Services.GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>());

        metrics.Instruments.Should().HaveCount(12);
        foreach (var name in metrics.Instruments)
        {
            var last = name[name.LastIndexOf('.')..];
            (table.Contains($"`{name}`", StringComparison.Ordinal) || table.Contains($"`{last}`", StringComparison.Ordinal)).Should().BeTrue(name);
        }
    }

    private static string Anchor(string heading)
        => Regex.Replace(heading.ToLowerInvariant().Trim(), "[^a-z0-9 _-]", "").Replace(' ', '-');

    private static string Read(string page) => File.ReadAllText(Path.Combine(MonitoringFiles.Repository, page));
}
