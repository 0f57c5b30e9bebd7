using System.Globalization;
using System.Text.Json;
using CrmSync.Tests.Support;
using EightBit.Webhooks.Receiver.DeliveryLog;
using EightBit.Webhooks.Receiver.Inbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace CrmSync.Tests.Load;

/// <summary>The platform at full speed against the application with its durable inbox. EIGHTBIT_TEST_LOAD_EVENTS makes it longer.</summary>
[Trait("Category", "Slow")]
public sealed class FullSpeedTests : IDisposable
{
    private static readonly TimeSpan TimeToDrain = TimeSpan.FromMinutes(20);

    private readonly TemporaryDatabase _database = new();
    private readonly ITestOutputHelper _output;

    public FullSpeedTests(ITestOutputHelper output) => _output = output;

    private static string Events => Environment.GetEnvironmentVariable("EIGHTBIT_TEST_LOAD_EVENTS") ?? "3000";

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task At_full_speed_all_events_are_delivered_and_the_application_has_recorded_each_of_them_once()
    {
        await using var crm = await RunningCrm.StartAsync(_database, "sqlite");

        // The types that leave an activity. Sooner than the platform, so that what the inbox had no room for is known within a minute.
        var report = await SimulateProcess.RunAsync(
            crm,
            TimeToDrain,
            "--rate", "max", "--events", Events, "--types", "conversation.*,message.*",
            "--duplicates", "5%", "--concurrent-duplicates", "1%", "--reorder", "5%", "--time-scale", "1000");
        _output.WriteLine(report.ToString());
        var delivered = Number(report, "events", "delivered");
        delivered.Should().Be(long.Parse(Events, CultureInfo.InvariantCulture)).And.Be(Number(report, "events", "sent"));
        Number(report, "events", "failedForGood").Should().Be(0);
        Number(report, "duplicates", "acknowledged").Should().Be(Number(report, "duplicates", "sent")).And.BePositive();

        // Handlers are slower than the sender: what they have yet to do is in the inbox, and is done before anything is compared.
        await crm.ProcessedAsync(TimeToDrain);

        var recorded = await crm.QueryAsync(db => db.Activities.Select(activity => activity.EventId).Distinct().LongCountAsync());
        recorded.Should().Be(delivered);
        var runs = await crm.QueryAsync(db => db.Activities.LongCountAsync());
        runs.Should().Be(delivered + await crm.QueryAsync(db => db.Activities.LongCountAsync(activity => activity.Handler == "PlanFollowUp")));
        (await crm.Services.GetRequiredService<IWebhookInboxAdmin>().GetStatisticsAsync()).DeadLetters.Should().Be(0);
    }

    [Fact]
    public async Task Where_the_inbox_is_full_for_a_while_the_retries_deliver_the_rest_and_nothing_is_lost()
    {
        // What is left after the first burst fits in, so that a slow machine cannot run out of attempts.
        await using var crm = await RunningCrm.StartAsync(_database, "sqlite", maxPending: 1_500);

        var report = await SimulateProcess.RunAsync(
            crm, TimeSpan.FromMinutes(5), "--rate", "max", "--events", "3000", "--types", "message.*", "--time-scale", "500");

        _output.WriteLine(report.ToString());
        Number(report, "events", "delivered").Should().Be(3_000);
        Number(report, "attempts", "failed", "status").Should().BePositive("the inbox has room for 1,500");
        report.GetProperty("answers").EnumerateArray().Select(answer => answer.GetProperty("code").GetString()).Should().Contain("inbox_full");
        await crm.ProcessedAsync(TimeToDrain);
        (await crm.QueryAsync(db => db.Activities.Select(activity => activity.EventId).Distinct().LongCountAsync())).Should().Be(3_000);
    }

    [Fact]
    public async Task The_report_agrees_with_the_delivery_log_line_by_line()
    {
        await using var crm = await RunningCrm.StartAsync(_database, "sqlite");

        var report = await SimulateProcess.RunAsync(
            crm, TimeSpan.FromMinutes(2), "--events", "300", "--rate", "100/s", "--duplicates", "10%", "--concurrent-duplicates", "5%");

        var log = crm.Services.GetRequiredService<IWebhookDeliveryLog>();
        var attempts = (int)Number(report, "attempts", "total");
        await LoggedAsync(log, attempts);
        foreach (var answer in report.GetProperty("answers").EnumerateArray())
        {
            var query = new DeliveryLogQuery { Kind = DeliveryLogKind.Delivery, Outcome = answer.GetProperty("code").GetString(), Take = DeliveryLogQuery.MaxTake };
            (await log.QueryAsync(query)).Items.Should().HaveCount(answer.GetProperty("count").GetInt32());
        }

        (await log.QueryAsync(new DeliveryLogQuery { Kind = DeliveryLogKind.Delivery, Take = DeliveryLogQuery.MaxTake })).Items.Should()
            .HaveCount(attempts);
        await crm.ProcessedAsync();
    }

    /// <summary>Lines are written behind the answers' backs.</summary>
    private static async Task LoggedAsync(IWebhookDeliveryLog log, int lines)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var deliveries = new DeliveryLogQuery { Kind = DeliveryLogKind.Delivery, Take = DeliveryLogQuery.MaxTake };
        while ((await log.QueryAsync(deliveries, patience.Token)).Items.Count < lines)
        {
            await Task.Delay(20, patience.Token);
        }
    }

    private static long Number(JsonElement report, params string[] path) => path.Aggregate(report, (json, name) => json.GetProperty(name)).GetInt64();
}
