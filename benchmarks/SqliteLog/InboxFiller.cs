using System.Diagnostics;
using System.Globalization;
using System.Text;
using EightBit.Webhooks.Receiver.Inbox;

namespace SqliteLogBenchmark;

/// <summary>Fills an inbox: of four events one stays pending, one waits for a retry, and two are dead.</summary>
internal sealed class InboxFiller
{
    /// <summary>It has 40 events, however many there are.</summary>
    public const string RareReceiver = "rare";

    private const int Together = 256;

    private readonly IWebhookInbox _inbox;
    private readonly int _events;

    public InboxFiller(IWebhookInbox inbox, int events)
    {
        _inbox = inbox;
        _events = events;
    }

    public async Task AcceptAsync()
    {
        var next = -1;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Together).Select(_ => Task.Run(async () =>
        {
            int number;
            while ((number = Interlocked.Increment(ref next)) < _events)
            {
                await _inbox.AcceptAsync(Delivery(number), default);
            }
        })));
        Console.WriteLine($"{_events / watch.Elapsed.TotalSeconds:n0} events a second were accepted");
    }

    public async Task FailAsync()
    {
        var watch = Stopwatch.StartNew();
        var settled = 0;
        while (settled < _events / 4 * 3 && (await _inbox.ClaimAsync(Together, TimeSpan.FromHours(1), default)).Leases is { Count: > 0 } leases)
        {
            await Task.WhenAll(leases.Select(lease => _inbox.SettleAsync(lease, Failure(lease), default).AsTask()));
            settled += leases.Count;
        }

        Console.WriteLine($"{settled / watch.Elapsed.TotalSeconds:n0} events a second failed");
    }

    private static Settlement Failure(InboxLease lease)
        => lease.EntryId % 3 == 0
            ? new Settlement.Retry(TimeSpan.FromHours(1) + TimeSpan.FromSeconds(lease.EntryId), HandlerProgress.None, "The shop does not answer.")
            : new Settlement.Dead(DeadLetterReason.Rejected, HandlerProgress.None, "The shop does not know the order.");

    private InboxDelivery Delivery(int number) => new()
    {
        Receiver = number % (_events / 40) == 0 ? RareReceiver : "",
        EventId = LogFiller.EventId(number),
        EventType = "message.received",
        OrderingKey = number % 4 == 0 ? null : $"conv-{number / 5}",
        SentAt = DateTimeOffset.UnixEpoch.AddSeconds(number),
        ReceivedAt = DateTimeOffset.UnixEpoch.AddSeconds(number),
        RememberFor = TimeSpan.FromDays(3),
        Body = Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $$$"""{"id":"{{{LogFiller.EventId(number)}}}","type":"message.received","created_at":"2026-08-01T12:00:00Z","data":{"contact":{"email":"ada@example.com"},"content":"{{{new string('x', 380)}}}"}}""")),
    };
}
