using System.Diagnostics;
using EightBit.Webhooks.Receiver.Inbox;

namespace SqliteLogBenchmark;

/// <summary>What an operator asks an inbox for: first with all events pending, then with many dead and many that wait for a retry.</summary>
internal static class InboxBenchmark
{
    private const int Together = 256;

    public static async Task RunAsync(string file, int events)
    {
        var isFilled = File.Exists(file);
        await using (var opened = await OpenedInbox.OpenAsync(file))
        {
            if (!isFilled)
            {
                await AcceptAsync(opened.Inbox, events);
                Console.WriteLine($"{events:n0} pending:");
                await AskAsync(opened.Admin, events);
                await FailAsync(opened.Inbox, events);
            }
        }

        await using var reopened = await OpenedInbox.OpenAsync(file);
        Console.WriteLine($"Opened in {reopened.Opening.TotalMilliseconds:n0} ms with {await reopened.Admin.GetStatisticsAsync()}:");
        await AskAsync(reopened.Admin, events);
    }

    private static async Task AskAsync(IWebhookInboxAdmin admin, int events)
    {
        Measurement.WriteHead();
        await Measurement.RunAsync("statistics", async _ => (await admin.GetStatisticsAsync()).Pending > 0 ? 1 : 0);
        await Measurement.RunAsync("an event", async random => await admin.FindAsync("", null, LogFiller.EventId(1 + (2 * random.Next(events / 2)))) is null ? 0 : 1);
        await Measurement.RunAsync("an event that is not there", async random => await admin.FindAsync("", null, $"evt_{random.Next()}") is null ? 0 : 1);
        await Measurement.RunAsync("retries", async _ => (await admin.ListRetriesAsync(new RetryQuery())).Count);
        await Measurement.RunAsync("… 1,000 of them", async _ => (await admin.ListRetriesAsync(new RetryQuery { Take = 1_000 })).Count);
        await Measurement.RunAsync("… of a receiver that has 10", async _ => (await admin.ListRetriesAsync(new RetryQuery { Receiver = "rare" })).Count);
        await Measurement.RunAsync("dead letters", async _ => (await admin.ListDeadLettersAsync(new DeadLetterQuery())).Items.Count);
        await Measurement.RunAsync("… of a receiver that has 20", async _ => (await admin.ListDeadLettersAsync(new DeadLetterQuery { Receiver = "rare" })).Items.Count);
    }

    private static async Task AcceptAsync(IWebhookInbox inbox, int events)
    {
        var next = -1;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Together).Select(_ => Task.Run(async () =>
        {
            int number;
            while ((number = Interlocked.Increment(ref next)) < events)
            {
                await inbox.AcceptAsync(Delivery(number, events), default);
            }
        })));
        Console.WriteLine($"{events / watch.Elapsed.TotalSeconds:n0} events a second were accepted");
    }

    private static async Task FailAsync(IWebhookInbox inbox, int events)
    {
        var watch = Stopwatch.StartNew();
        var settled = 0;
        while (settled < events / 4 * 3 && (await inbox.ClaimAsync(Together, TimeSpan.FromHours(1), default)).Leases is { Count: > 0 } leases)
        {
            await Task.WhenAll(leases.Select(lease => inbox.SettleAsync(lease, Failure(lease), default).AsTask()));
            settled += leases.Count;
        }

        Console.WriteLine($"{settled / watch.Elapsed.TotalSeconds:n0} events a second failed");
    }

    private static Settlement Failure(InboxLease lease)
        => lease.EntryId % 3 == 0
            ? new Settlement.Retry(TimeSpan.FromHours(1) + TimeSpan.FromSeconds(lease.EntryId), HandlerProgress.None, "The shop does not answer.")
            : new Settlement.Dead(DeadLetterReason.Rejected, HandlerProgress.None, "The shop does not know the order.");

    private static InboxDelivery Delivery(int number, int events) => new()
    {
        Receiver = number % (events / 40) == 0 ? "rare" : "",
        EventId = LogFiller.EventId(number),
        EventType = "message.received",
        OrderingKey = number % 4 == 0 ? null : $"conv-{number / 5}",
        SentAt = DateTimeOffset.UnixEpoch.AddSeconds(number),
        ReceivedAt = DateTimeOffset.UnixEpoch.AddSeconds(number),
        RememberFor = TimeSpan.FromDays(3),
        Body = new byte[512],
    };
}
