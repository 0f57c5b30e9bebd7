using EightBit.Webhooks.Receiver.Inbox;

namespace SqliteLogBenchmark;

/// <summary>What an operator asks an inbox for: first with all events pending, then with many dead and many that wait for a retry.</summary>
internal static class InboxBenchmark
{
    public static async Task RunAsync(string file, int events)
    {
        var isFilled = File.Exists(file);
        await using (var opened = await OpenedInbox.OpenAsync(file))
        {
            if (!isFilled)
            {
                var filler = new InboxFiller(opened.Inbox, events);
                await filler.AcceptAsync();
                Console.WriteLine($"{events:n0} pending:");
                await AskAsync(opened.Admin, events);
                await filler.FailAsync();
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
        await Measurement.RunAsync("… of a receiver that has 10", async _ => (await admin.ListRetriesAsync(new RetryQuery { Receiver = InboxFiller.RareReceiver })).Count);
        await Measurement.RunAsync("dead letters", async _ => (await admin.ListDeadLettersAsync(new DeadLetterQuery())).Items.Count);
        await Measurement.RunAsync("… of a receiver that has 20", async _ => (await admin.ListDeadLettersAsync(new DeadLetterQuery { Receiver = InboxFiller.RareReceiver })).Items.Count);
    }
}
