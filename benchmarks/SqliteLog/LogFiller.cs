using EightBit.Webhooks.Receiver.DeliveryLog;

namespace SqliteLogBenchmark;

/// <summary>
/// Fills a delivery log with six days of traffic, the same each time: two lines for each event, and some more for duplicates and failures.
/// </summary>
internal sealed class LogFiller
{
    /// <summary>A tenth of all events belong to it.</summary>
    public const string LargeConversation = "conv-large";

    /// <summary>It has as many lines as can be asked for at once, half of them with a long error.</summary>
    public const string LongEventId = "evt_long";

    /// <summary>The log takes no more at a time.</summary>
    private const int Portion = 9_000;

    private static readonly string[] Types =
    [
        "message.received", "message.sent", "message.received", "message.sent", "message.received", "conversation.created", "conversation.updated",
        "conversation.ended", "conversation.rating", "conversation.escalated", "message.failed", "agent.deployed", "agent.updated", "agent.undeployed",
        "session.started", "session.ended", "account.usage_threshold", "account.billing_updated",
    ];

    private readonly IWebhookDeliveryLog _log;
    private readonly DateTimeOffset _began;
    private readonly int _events;

    public LogFiller(IWebhookDeliveryLog log, DateTimeOffset now, int events)
    {
        _log = log;
        _began = now - TimeSpan.FromDays(6);
        _events = events;
    }

    public static string EventId(int number) => $"evt_{(uint)(number * 2654435761):x8}{number:x8}";

    /// <summary>Of ten events each, but for one.</summary>
    public static string Conversation(int number) => number % 10 == 0 ? LargeConversation : $"conv_{(uint)(number / 10 * 2654435761):x8}";

    /// <summary>Thirty shops have a hundredth each.</summary>
    public static string Receiver(int number) => (number / 10) % 100 is < 30 and var shop ? Shop(shop) : "";

    public static string Shop(int number) => $"shop-{number}";

    public static string Type(int number) => number < 20 ? "agent.error" : Types[(number * 7) % Types.Length];

    /// <returns>How many lines.</returns>
    public async Task<long> FillAsync(bool withLongEvent = false)
    {
        var lines = 0L;
        if (withLongEvent)
        {
            foreach (var line in LinesOfLongEvent())
            {
                _log.Record(line);
                lines++;
            }
        }

        for (var number = 0; number < _events; number++)
        {
            foreach (var line in LinesOf(number))
            {
                _log.Record(line);
                lines++;
                if (lines % Portion == 0)
                {
                    await WhenWrittenAsync(line);
                }
            }
        }

        await WhenWrittenAsync(LinesOf(_events - 1).Last());
        return lines;
    }

    private IEnumerable<DeliveryLogEntry> LinesOf(int number)
    {
        var delivery = new DeliveryLogEntry
        {
            At = _began + (TimeSpan.FromDays(6) / _events * number),
            Kind = DeliveryLogKind.Delivery,
            Receiver = Receiver(number),
            EventId = EventId(number),
            EventType = Type(number),
            ConversationId = Conversation(number),
            Outcome = "accepted",
            Duration = TimeSpan.FromMilliseconds(3),
        };
        var handling = delivery with
        {
            At = delivery.At.AddMilliseconds(20),
            Kind = DeliveryLogKind.Handling,
            Outcome = "succeeded",
            Attempt = 1,
            Handler = "Shop.Webhooks.UpdateOrder",
        };
        if (number < 20)
        {
            yield return delivery with { Outcome = "inbox_full" };
        }

        yield return delivery;
        if (number % 1_000 == 1)
        {
            yield return delivery with { Outcome = "duplicate" };
        }

        if (number % 100 == 2)
        {
            yield return handling with { Outcome = number % 10_000 == 2 ? "rejected" : "failed", Error = "System.TimeoutException: The shop does not answer." };
        }

        yield return handling;
    }

    private IEnumerable<DeliveryLogEntry> LinesOfLongEvent()
    {
        var delivery = LinesOf(20).First() with { EventId = LongEventId, Receiver = "", Outcome = "duplicate" };
        return Enumerable.Range(0, DeliveryLogQuery.MaxTake).Select(number => number % 2 == 0
            ? delivery
            : delivery with { Kind = DeliveryLogKind.Handling, Outcome = "failed", Attempt = number, Handler = "Shop.Webhooks.UpdateOrder", Error = new string('x', 2_000) });
    }

    private async Task WhenWrittenAsync(DeliveryLogEntry last)
    {
        var newest = new DeliveryLogQuery { Take = 1 };
        while ((await _log.QueryAsync(newest)).Items is not [var line] || (line.EventId, line.Kind, line.Outcome) != (last.EventId, last.Kind, last.Outcome))
        {
            await Task.Delay(10);
        }
    }
}
