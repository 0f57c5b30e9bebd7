using EightBit.Webhooks.Receiver.DeliveryLog;

namespace SqliteLogBenchmark;

/// <summary>What people ask the log for, and what nobody should: each with parameters that change from run to run.</summary>
internal static class QueryShapes
{
    public static IEnumerable<(string Name, Func<Random, DeliveryLogQuery> Create)> All(int events, DateTimeOffset now)
    {
        var newest = new DeliveryLogQuery();
        yield return ("the newest", _ => newest);
        yield return ("a page in the middle", random => newest with { Before = random.Next(events * 2) });
        yield return ("an event", random => newest with { EventId = LogFiller.EventId(random.Next(events)) });
        yield return ("an event that is not there", random => newest with { EventId = $"evt_{random.Next()}" });
        yield return ("an event, and a conversation that is not its own", random => newest with { EventId = LogFiller.EventId(random.Next(events)), ConversationId = "other" });
        yield return ("a conversation", random => newest with { ConversationId = LogFiller.Conversation(random.Next(events)) });
        yield return ("a conversation of 100,000 events", _ => Large);
        yield return ("… with outcome rejected (few)", _ => Large with { Outcome = "rejected" });
        yield return ("… with type agent.error, kind Handling (2)", _ => Large with { EventType = "agent.error", Kind = DeliveryLogKind.Handling });
        yield return ("… with type message.received, outcome inbox_full (none)", _ => Large with { EventType = "message.received", Outcome = "inbox_full" });
        yield return ("… of one receiver (few)", _ => Large with { Receiver = "shop-7" });
        yield return ("… of an hour", random => Hour(random, Large));
        yield return ("a type", random => newest with { EventType = LogFiller.Type(random.Next(events)) });
        yield return ("an outcome: failed (1 %)", _ => newest with { Outcome = "failed" });
        yield return ("… 1,000 of them", _ => newest with { Outcome = "failed", Take = 1_000 });
        yield return ("an outcome: inbox_full (20, the oldest)", _ => newest with { Outcome = "inbox_full" });
        yield return ("message.received and inbox_full (none)", _ => newest with { EventType = "message.received", Outcome = "inbox_full" });
        yield return ("Handling and accepted (none)", _ => newest with { Kind = DeliveryLogKind.Handling, Outcome = "accepted" });
        yield return ("a kind", _ => newest with { Kind = DeliveryLogKind.Handling });
        yield return ("a receiver (1 %)", _ => newest with { Receiver = "shop-7" });
        yield return ("… that is not there", _ => newest with { Receiver = "nobody" });
        yield return ("receiver, type, kind and outcome (few)", _ => newest with { Receiver = "", EventType = "message.sent", Kind = DeliveryLogKind.Handling, Outcome = "rejected" });
        yield return ("an hour", random => Hour(random, newest));
        yield return ("… and an outcome (1 %)", random => Hour(random, newest with { Outcome = "failed" }));
        yield return ("… and an outcome that there was not then", random => Hour(random, newest with { Outcome = "inbox_full" }));
        yield return ("… and receiver, type, outcome", random => Hour(random, newest with { Receiver = "shop-8", EventType = "message.sent", Outcome = "succeeded" }));
        yield return ("since a time", random => newest with { From = At(random) });
        yield return ("before a time", random => newest with { To = At(random) });
        yield return ("before a time, and receiver", random => newest with { To = At(random), Receiver = "shop-7" });
        yield return ("since a time, and a rare outcome", random => newest with { From = At(random), Outcome = "rejected" });
        yield return ("in the future (none)", _ => newest with { From = now.AddDays(1) });
        yield return ("before all (none)", _ => newest with { To = now.AddDays(-8), Outcome = "failed" });
        yield return ("everything at once", random => Hour(random, Large with { Receiver = "", EventType = "message.sent", Kind = DeliveryLogKind.Handling, Outcome = "succeeded", Before = events }));

        DateTimeOffset At(Random random) => now - (TimeSpan.FromDays(6) * random.NextDouble());

        DeliveryLogQuery Hour(Random random, DeliveryLogQuery query)
        {
            var from = At(random);
            return query with { From = from, To = from.AddHours(1) };
        }
    }

    private static DeliveryLogQuery Large => new() { ConversationId = LogFiller.LargeConversation };
}
