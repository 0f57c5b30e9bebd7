namespace EightBit.Webhooks.Receiver.OpenTelemetry.Tests.Monitoring;

/// <summary>The rules and the dashboard in the hands of a real Prometheus.</summary>
[Trait("Category", "Slow")]
public sealed class PrometheusTests
{
    [Fact]
    public async Task The_rules_pass_promtools_check()
    {
        var (succeeded, output) = await PrometheusTools.RunPromtoolAsync("check", "rules", MonitoringFiles.Rules);

        succeeded.Should().BeTrue(output);
        output.Should().Contain($"SUCCESS: {MonitoringFiles.ReadRules().Count} rules found");
    }

    [Fact]
    public async Task Each_alert_comes_where_it_must_and_not_where_it_must_not()
    {
        var (succeeded, output) = await PrometheusTools.RunPromtoolAsync("test", "rules", MonitoringFiles.RuleTests);

        succeeded.Should().BeTrue(output);
    }

    [Fact]
    public async Task A_server_that_scrapes_an_application_answers_every_rule_and_every_panel_and_raises_the_alarm()
    {
        await using var app = await MonitoredApp.StartAsync();
        await using var prometheus = await PrometheusServer.StartAsync(app.Address);
        (await prometheus.GetRulesAsync()).EnumerateArray().Sum(group => group.GetProperty("rules").GetArrayLength()).Should().Be(MonitoringFiles.ReadRules().Count);
        await prometheus.WhenAnsweredAsync("sum(eightbit_webhooks_attempts_total)");

        // What grows can only be seen between two scrapes.
        await app.SendEverythingAsync();
        await prometheus.WhenAnsweredAsync("sum(eightbit_webhooks_deliveries_total)", sum => sum >= 16);
        await app.SendEverythingAsync();
        await prometheus.WhenAnsweredAsync("sum(eightbit_webhooks_deliveries_total)", sum => sum >= 32);

        foreach (var rule in MonitoringFiles.ReadRules())
        {
            await prometheus.QueryAsync(rule.Expr);
            if (rule.Record is { } recorded)
            {
                await prometheus.WhenAnsweredAsync(rule.Expr);
                await prometheus.WhenAnsweredAsync(recorded);
            }
        }

        foreach (var (_, expression) in MonitoringFiles.ReadPanelExpressions())
        {
            await prometheus.WhenAnsweredAsync(Chosen(expression));
        }

        await ExpectAlarmsAsync(prometheus);
    }

    private static async Task ExpectAlarmsAsync(PrometheusServer prometheus)
    {
        var dead = (await prometheus.WhenAlertAsync("EightBitWebhooksDeadLetters", "firing")).Should().ContainSingle().Subject;
        dead["summary"].Should().Be("Webhook events of (default) have failed for good (rejected)");
        var forged = (await prometheus.WhenAlertAsync("EightBitWebhooksSignatureFailures", "firing")).Should().ContainSingle().Subject;
        forged["summary"].Should().Be("Deliveries to (default) are not validly signed (signature_mismatch)");
        var away = (await prometheus.WhenAlertAsync("EightBitWebhooksDeliveriesTurnedAway", "pending")).Should().ContainSingle().Subject;
        away["summary"].Should().Be("Webhooks of vault are turned away (secrets_unavailable)");
        var stale = (await prometheus.WhenAlertAsync("EightBitWebhooksSignedDeliveriesRefused", "pending")).Should().ContainSingle().Subject;
        stale["summary"].Should().Be("Validly signed deliveries to (default) are refused (timestamp_stale)");
        (await prometheus.QueryAsync("count by (alertname) (ALERTS)")).Should().HaveCount(4, "the others have no reason");
        foreach (var text in new[] { dead, forged, away, stale }.SelectMany(annotations => annotations.Values))
        {
            text.Should().NotContain("{{").And.NotContain("<error").And.NotContain("<no value>");
        }
    }

    /// <summary>As Grafana sends it when one application and all receivers are chosen.</summary>
    private static string Chosen(string expression) => expression
        .Replace("$__rate_interval", "1m", StringComparison.Ordinal)
        .Replace("$job", "crm", StringComparison.Ordinal)
        .Replace("$receiver", ".*", StringComparison.Ordinal);
}
