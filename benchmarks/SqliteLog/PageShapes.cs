using System.Globalization;
using System.Text;
using EightBit.Webhooks.Receiver.DeliveryLog;

namespace SqliteLogBenchmark;

/// <summary>What the dashboard asks of its server's stores: each with parameters that change from run to run.</summary>
internal static class PageShapes
{
    /// <summary>The page loads 50 lines at a time; its server gives no more than this.</summary>
    private const int MostLines = 200;

    /// <summary>What people search for.</summary>
    public static IEnumerable<(string Name, Func<Random, string> Path)> Searches(int events, DateTimeOffset now)
        => QueryShapes.All(events, now)
            .Where(shape => shape.Create(new Random(1)).Take <= MostLines)
            .Select(shape => ($"deliveries: {shape.Name}", (Func<Random, string>)(random => $"deliveries?take=50{Describe(shape.Create(random))}")));

    /// <param name="inbox">How many events the inbox was filled with.</param>
    /// <param name="letters">Events that are dead.</param>
    public static IEnumerable<(string Name, Func<Random, string> Path)> Lists(int inbox, IReadOnlyList<(string Receiver, string EventId)> letters)
    {
        yield return ("deliveries: 200 of the newest", _ => $"deliveries?take={MostLines}");
        yield return ("deliveries: the oldest page", _ => "deliveries?take=50&before=51");
        yield return ("retries", _ => "retries?take=100");
        yield return ("… of a receiver that has few", _ => $"retries?take=100&receiver={InboxFiller.RareReceiver}");
        yield return ("… of a receiver that has none", _ => $"retries?take=100&receiver={LogFiller.Shop(7)}");
        yield return ("dead letters", _ => "dead-letters?take=50");
        yield return ("… a later page", random => $"dead-letters?take=50&after={random.Next(inbox)}");
        yield return ("… 100 of them", random => $"dead-letters?take=100&after={random.Next(inbox)}");
        yield return ("… of a receiver that has few", _ => $"dead-letters?take=50&receiver={InboxFiller.RareReceiver}");
        yield return ("… of a receiver that has none", _ => $"dead-letters?take=50&receiver={LogFiller.Shop(7)}");
        yield return ("an event: dead", random => Event(letters[random.Next(letters.Count)]));
        yield return ("an event: with 1,000 lines", _ => Event(("", LogFiller.LongEventId)));
        yield return ("an event: pending or waiting for a retry, or dead", random => Event(("", LogFiller.EventId(1 + (2 * random.Next(inbox / 2))))));
        yield return ("an event: that is not there", random => Event(("", $"evt_{random.Next()}")));
    }

    private static string Event((string Receiver, string EventId) at) => $"event?receiver={at.Receiver}&eventId={at.EventId}";

    private static string Describe(DeliveryLogQuery query)
    {
        var text = new StringBuilder();
        Add("eventId", query.EventId);
        Add("eventType", query.EventType);
        Add("conversationId", query.ConversationId);
        Add("receiver", query.Receiver);
        Add("kind", query.Kind switch { null => null, DeliveryLogKind.Delivery => "delivery", _ => "handling" });
        Add("outcome", query.Outcome);
        Add("from", Time(query.From));
        Add("to", Time(query.To));
        Add("before", query.Before?.ToString(CultureInfo.InvariantCulture));
        return text.ToString();

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                text.Append('&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
            }
        }
    }

    private static string? Time(DateTimeOffset? time) => time?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
}
