using System.Text.Json;
using System.Text.RegularExpressions;
using EightBit.Webhooks.Receiver.Diagnostics;

namespace EightBit.Webhooks.Receiver.OpenTelemetry.Tests.Monitoring;

/// <summary>What somebody needs who is woken by an alert.</summary>
public sealed class MonitoringRulesTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(MonitoringFiles.Repository, "docs", "alerts.md"));

    public static TheoryData<string> Alerts => [.. MonitoringFiles.ReadRules().Select(rule => rule.Alert).OfType<string>()];

    [Theory]
    [MemberData(nameof(Alerts))]
    public void An_alert_says_how_bad_it_is_what_it_means_and_where_to_read_on(string alert)
    {
        var rule = MonitoringFiles.ReadRules().Single(rule => rule.Alert == alert);

        rule.For.Should().NotBeNullOrEmpty();
        rule.Labels["severity"].Should().BeOneOf("warning", "critical");
        rule.Annotations["summary"].Should().NotBeNullOrWhiteSpace();
        rule.Annotations["description"].Should().NotBeNullOrWhiteSpace();
        rule.Annotations["runbook"].Should().Be($"docs/alerts.md#{alert.ToLowerInvariant()}");
    }

    [Theory]
    [MemberData(nameof(Alerts))]
    public void The_page_has_for_each_alert_what_it_means_its_causes_and_what_to_do(string alert)
    {
        var section = Regex.Match(Page, $"^## {alert}\n(.*?)(?=^## |\\z)", RegexOptions.Multiline | RegexOptions.Singleline).Groups[1].Value;

        section.Should().Contain("**Meaning.**").And.Contain("**Likely causes.**").And.Contain("**What to do.**");
    }

    [Fact]
    public void The_page_has_no_alert_that_is_gone()
        => Regex.Matches(Page, "EightBitWebhooks\\w+").Select(match => match.Value).Distinct()
            .Should().BeEquivalentTo(MonitoringFiles.ReadRules().Select(rule => rule.Alert).OfType<string>());

    [Theory]
    [MemberData(nameof(Alerts))]
    public void Each_alert_has_tests_that_it_comes_and_that_it_does_not(string alert)
    {
        var tests = MonitoringFiles.ReadRuleTests();

        tests.Should().Contain(name => name.StartsWith($"{alert} fires: ", StringComparison.Ordinal));
        tests.Should().Contain(name => name.StartsWith($"{alert} does not fire: ", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_outcome_that_a_rule_or_a_panel_looks_for_exists()
    {
        var deliveries = Enum.GetNames(typeof(WebhookTelemetry).Assembly.GetType("EightBit.Webhooks.Receiver.Receiving.DeliveryOutcome", throwOnError: true)!)
            .Select(JsonNamingPolicy.SnakeCaseLower.ConvertName).ToList();
        var known = new Dictionary<string, IReadOnlyList<string>>
        {
            ["eightbit_webhooks_deliveries_total"] = deliveries,
            ["eightbit_webhooks_acknowledgement_duration_seconds_bucket"] = deliveries,
            ["eightbit_webhooks_attempts_total"] = ["completed", "retried", "abandoned", "dead", "lost"],
            ["eightbit_webhooks_inbox_events"] = ["waiting", "claimed", "awaiting_retry", "dead"],
            ["eightbit_webhooks_signatures_total"] = ["0"],
        };
        var looked = MonitoringFiles.ReadRules().Select(rule => rule.Expr).Concat(MonitoringFiles.ReadPanelExpressions().Select(panel => panel.Expression))
            .SelectMany(text => new Expression(text).Selectors)
            .SelectMany(selector => selector.Labels
                .Where(label => label.Label.StartsWith("eightbit_", StringComparison.Ordinal) && !label.Value.StartsWith('$'))
                .SelectMany(label => label.Value.Split('|').Select(value => (selector.Metric, Value: value))))
            .Distinct();

        looked.Should().NotBeEmpty().And.OnlyContain(
            look => known.ContainsKey(look.Metric) && known[look.Metric].Any(name => Regex.IsMatch(name, $"^(?:{look.Value})$")));
    }
}
