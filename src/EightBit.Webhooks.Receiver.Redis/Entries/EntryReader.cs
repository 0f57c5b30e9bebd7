using System.Globalization;
using System.Text.Json;
using EightBit.Webhooks.Receiver.Inbox;
using StackExchange.Redis;

namespace EightBit.Webhooks.Receiver.Redis.Entries;

/// <summary>Makes of what the scripts return what the core knows.</summary>
internal static class EntryReader
{
    private const int DeadLetterFields = 10;
    private const int EventFields = 10;

    private static readonly long MinMilliseconds = DateTimeOffset.MinValue.ToUnixTimeMilliseconds();
    private static readonly long MaxMilliseconds = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    /// <param name="fields">seq, attempt, delivery, body, completed, rejected.</param>
    /// <param name="entryId">The entry's number among all partitions.</param>
    /// <param name="token">The claim's token.</param>
    /// <exception cref="JsonException">A field is missing or damaged.</exception>
    public static InboxLease ReadLease(RedisResult[] fields, long entryId, long token) => new(
        entryId, token, Count(fields[1]), StoredDelivery.Read(Bytes(fields[2]), Bytes(fields[3])), EntryJson.ReadProgress(Text(fields[4]), Text(fields[5])));

    /// <param name="fields">seq, delivery, body, completed, rejected, attempts, reason, error, died, history.</param>
    /// <param name="entryId">The entry's number among all partitions.</param>
    /// <exception cref="JsonException">A field is missing or damaged.</exception>
    public static DeadLetter ReadDeadLetter(RedisResult[] fields, long entryId) => fields.Length < DeadLetterFields ? throw new JsonException("The key is gone, or no hash.") : new()
    {
        EntryId = entryId,
        Delivery = StoredDelivery.Read(Bytes(fields[1]), Bytes(fields[2])),
        Progress = EntryJson.ReadProgress(Text(fields[3]), Text(fields[4])),
        Attempts = Count(fields[5]),
        Reason = (DeadLetterReason)Number(fields[6]),
        Error = Text(fields[7]),
        DiedAt = Time(Number(fields[8])),
        History = ReadHistory(fields[9]),
    };

    /// <param name="fields">seq, state, due, delivery, body, completed, rejected, attempts, reason, history.</param>
    /// <param name="entryId">The entry's number among all partitions.</param>
    /// <exception cref="JsonException">A field is missing or damaged.</exception>
    public static InboxEvent ReadEvent(RedisResult[] fields, long entryId)
    {
        if (fields.Length < EventFields)
        {
            throw new JsonException("The key is gone, or no hash.");
        }

        var state = Text(fields[1]) switch
        {
            "dead" => InboxEventState.Dead,
            "leases" => InboxEventState.Claimed,
            "retries" => InboxEventState.AwaitingRetry,
            _ => InboxEventState.Waiting,
        };
        return new InboxEvent
        {
            EntryId = entryId,
            State = state,
            NextAttemptAt = state == InboxEventState.AwaitingRetry ? Time(Number(fields[2])) : null,
            Delivery = StoredDelivery.Read(Bytes(fields[3]), Bytes(fields[4])),
            Progress = EntryJson.ReadProgress(Text(fields[5]), Text(fields[6])),
            Attempts = Count(fields[7]),
            DeadReason = state == InboxEventState.Dead ? (DeadLetterReason)Number(fields[8]) : null,
            History = ReadHistory(fields[9]),
        };
    }

    private static FailedAttempt[] ReadHistory(RedisResult lines) => [.. ((RedisResult[])lines!).Select(line => ReadFailure(Text(line)))];

    // "attempt time error", as the script has put it together.
    private static FailedAttempt ReadFailure(string line)
    {
        var parts = line.Split(' ', 3);
        return parts.Length == 3 && int.TryParse(parts[0], CultureInfo.InvariantCulture, out var attempt)
            && long.TryParse(parts[1], CultureInfo.InvariantCulture, out var time)
            ? new FailedAttempt(attempt, Time(time), parts[2])
            : throw new JsonException("A line of the history is damaged.");
    }

    private static byte[] Bytes(RedisResult field) => (byte[]?)field ?? throw new JsonException("A field is missing.");

    private static string Text(RedisResult field) => (string?)field ?? throw new JsonException("A field is missing.");

    private static long Number(RedisResult field)
        => !field.IsNull && ((RedisValue)field).TryParse(out long number) ? number : throw new JsonException("A field is missing, or no number.");

    private static int Count(RedisResult field) => Number(field) is >= 0 and <= int.MaxValue and var count ? (int)count : throw new JsonException("A field is no count.");

    private static DateTimeOffset Time(long milliseconds)
        => milliseconds >= MinMilliseconds && milliseconds <= MaxMilliseconds
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : throw new JsonException("A field is no time.");
}
