using System.Text.Json;
using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Redis.Entries;
using StackExchange.Redis;

namespace Fuzz.Targets.Stored;

/// <summary>An entry of the Redis inbox that another node, a later version or somebody by hand has written: read whole, or refused so that the others go on.</summary>
internal sealed class RedisEntryTarget : IFuzzed
{
    private const char BetweenFailures = '|';
    private const string Missing = "~";

    public void Take(byte[] input)
    {
        var lines = Lines.Take(input, 10, out var delivery);
        var seq = Field(lines[0]);
        var (attempts, completed, rejected) = (Field(lines[1]), Field(lines[2]), Field(lines[3]));
        var (state, due, reason) = (Field(lines[4]), Field(lines[5]), Field(lines[6]));
        var (error, died) = (Field(lines[7]), Field(lines[8]));
        var history = RedisResult.Create([.. lines[9].Split(BetweenFailures).Select(Field)]);
        var json = RedisResult.Create((RedisValue)delivery);
        var body = json; // of which nothing is read

        Read(() => EntryReader.ReadLease([seq, attempts, json, body, completed, rejected], 1, 1), lease => Check(lease.Delivery, lease.Progress, lease.Attempt));
        Read(
            () => EntryReader.ReadDeadLetter([seq, json, body, completed, rejected, attempts, reason, error, died, history], 1),
            letter =>
            {
                Check(letter.Delivery, letter.Progress, letter.Attempts);
                Promise.That(letter.Error is not null && letter.History.All(failure => failure.Error is not null), "a dead letter says why");
            });
        Read(
            () => EntryReader.ReadEvent([seq, state, due, json, body, completed, rejected, attempts, reason, history], 1),
            held => Check(held.Delivery, held.Progress, held.Attempts));
        CheckWritten(lines, delivery);
    }

    private static void Read<T>(Func<T> read, Action<T> check)
    {
        T entry;
        try
        {
            entry = read();
        }
        catch (JsonException)
        {
            return;
        }

        check(entry);
    }

    private static void Check(InboxDelivery delivery, HandlerProgress progress, int attempts)
    {
        Promise.That(delivery is { Receiver: not null, EventId: not null, EventType: not null }, "a delivery names its receiver, id and type");
        Promise.That(progress.Completed.Concat(progress.Rejected).All(handler => handler is not null), "each handler has a name");
        Promise.That(attempts >= 0, "attempts are counted from none");
        CheckWritten(delivery);
        CheckWritten(progress);
    }

    /// <summary>Whatever texts a delivery is made of.</summary>
    private static void CheckWritten(string[] texts, byte[] body)
    {
        CheckWritten(new InboxDelivery
        {
            Receiver = texts[0],
            Tenant = Null(texts[1]),
            EventId = texts[2],
            EventType = texts[3],
            OrderingKey = Null(texts[4]),
            CreatedAt = body.Length % 2 == 0 ? null : StoppedClock.Now.AddTicks(body.Length),
            SentAt = StoppedClock.Now.AddTicks(-body.Length),
            ReceivedAt = StoppedClock.Now,
            EventIdHeader = Null(texts[5]),
            TraceParent = Null(texts[6]),
            TraceState = Null(texts[7]),
            RememberFor = TimeSpan.FromTicks(body.Length),
            Body = body,
        });
        CheckWritten(new HandlerProgress(texts, texts[..3]));
    }

    private static void CheckWritten(InboxDelivery delivery)
        => Promise.That(StoredDelivery.Read(StoredDelivery.Write(delivery), delivery.Body.ToArray()) with { Body = delivery.Body } == delivery, "a delivery is read as it was written");

    private static void CheckWritten(HandlerProgress progress)
    {
        var read = EntryJson.ReadProgress(EntryJson.WriteNames(progress.Completed), EntryJson.WriteNames(progress.Rejected));
        Promise.That(read.Completed.SequenceEqual(progress.Completed) && read.Rejected.SequenceEqual(progress.Rejected), "progress is read as it was written");
    }

    /// <summary>A field of a hash is a text, or there is none.</summary>
    private static RedisResult Field(string line) => RedisResult.Create(line == Missing ? RedisValue.Null : line);

    private static string? Null(string text) => text.Length == 0 ? null : text;
}
