namespace EightBit.Webhooks.Receiver.OpenTelemetry.Tests.Monitoring;

/// <summary>The rules and the dashboard ask for what an application really answers.</summary>
public sealed class ScrapeTests
{
    [Fact]
    public async Task Every_metric_and_label_of_the_rules_and_of_the_dashboard_is_in_a_scrape()
    {
        await using var app = await MonitoredApp.StartAsync();
        await app.SendEverythingAsync();

        var scrape = await app.ScrapeAsync();

        var rules = MonitoringFiles.ReadRules();
        string[] names = [.. scrape.Metrics, .. scrape.AllLabels, .. rules.Select(rule => rule.Record).OfType<string>()];
        foreach (var (where, text) in Expressions(rules))
        {
            var expression = new Expression(text);
            expression.Names.Should().NotBeEmpty(where).And.BeSubsetOf(names, $"{where} asks for them");
            foreach (var (metric, labels) in expression.Selectors)
            {
                labels.Select(label => label.Label).Except(["job", "instance"]).Should().BeSubsetOf(scrape.LabelsOf(metric), $"{where} asks {metric} for them");
            }
        }
    }

    [Fact]
    public async Task A_Prometheus_that_would_take_dots_in_names_gets_the_same_names()
    {
        await using var app = await MonitoredApp.StartAsync();
        await app.SendEverythingAsync();

        var newer = await app.ScrapeAsync("application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4");

        newer.Metrics.Where(metric => !metric.EndsWith("_created", StringComparison.Ordinal)).Should().BeEquivalentTo(
            (await app.ScrapeAsync()).Metrics, "that format says of each counter as well when it began, and nothing else is different");
    }

    [Fact]
    public async Task Every_metric_of_the_library_is_on_the_dashboard()
    {
        await using var app = await MonitoredApp.StartAsync();
        await app.SendEverythingAsync();

        var shown = MonitoringFiles.ReadPanelExpressions().SelectMany(panel => new Expression(panel.Expression).Names).ToHashSet();

        var families = (await app.ScrapeAsync()).Metrics.Where(metric => metric.StartsWith("eightbit_", StringComparison.Ordinal))
            .Select(metric => metric.Replace("_sum", "_bucket", StringComparison.Ordinal).Replace("_count", "_bucket", StringComparison.Ordinal)).Distinct();
        families.Should().HaveCount(12).And.BeSubsetOf(shown);
    }

    private static IEnumerable<(string Where, string Text)> Expressions(IEnumerable<MonitoringFiles.Rule> rules) =>
    [
        .. rules.Select(rule => (rule.Record ?? rule.Alert!, rule.Expr)),
        .. MonitoringFiles.ReadPanelExpressions(),
    ];
}
