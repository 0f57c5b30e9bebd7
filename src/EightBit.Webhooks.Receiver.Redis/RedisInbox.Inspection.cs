using System.Text.Json;
using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Redis.Entries;
using EightBit.Webhooks.Receiver.Redis.Keys;
using EightBit.Webhooks.Receiver.Redis.Scripts;
using StackExchange.Redis;

namespace EightBit.Webhooks.Receiver.Redis;

internal sealed partial class RedisInbox
{
    private const int EventsPerStep = 100;

    public async ValueTask<IReadOnlyList<InboxEvent>> ListRetriesAsync(RetryQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Take, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Take, RetryQuery.MaxTake);

        var found = await Task.WhenAll(Enumerable.Range(0, Keys.Count).Select(partition => FindRetriesAsync(partition, query, cancellationToken)));
        var soonest = found.SelectMany(retries => retries).OrderBy(retry => retry.Due).ThenBy(retry => Keys.EntryIdOf(retry.Partition, retry.Seq)).Take(query.Take);
        var events = await Task.WhenAll(soonest
            .GroupBy(retry => retry.Partition, retry => retry.Seq)
            .Select(partition => ReadHeldAsync(partition.Key, [.. partition], cancellationToken)));
        return [.. events.SelectMany(held => held)
            .Where(held => held.State == InboxEventState.AwaitingRetry) // some may have gone on since
            .OrderBy(held => held.NextAttemptAt)
            .ThenBy(held => held.EntryId)];
    }

    /// <summary>In every partition, since the id alone does not tell the conversation.</summary>
    public async ValueTask<InboxEvent?> FindAsync(string receiver, string? tenant, string eventId, CancellationToken cancellationToken = default)
    {
        var id = KeyText.Join(receiver, tenant, eventId);
        var found = await Task.WhenAll(Enumerable.Range(0, Keys.Count).Select(
            partition => ReadHeldAsync(partition, [MaxClaimBytes, "id", id], cancellationToken)));
        return found.SelectMany(partition => partition.Events).OrderBy(held => held.Delivery.ReceivedAt).LastOrDefault();
    }

    /// <summary>In steps small enough not to hold up others.</summary>
    private async Task<IEnumerable<(int Partition, long Seq, long Due)>> FindRetriesAsync(int partition, RetryQuery query, CancellationToken cancellationToken)
    {
        var found = new List<(int, long, long)>();
        RedisValue from = "-inf";
        RedisValue leaveOut = 0;
        while (found.Count < query.Take)
        {
            RedisValue[] arguments = query.Receiver is { } receiver
                ? [from, leaveOut, query.Take - found.Count, "of", receiver]
                : [from, leaveOut, query.Take - found.Count, "all"];
            var answer = (RedisResult[])(await _connection.EvaluateAsync(partition, RedisScript.ListRetries, arguments, cancellationToken))!;
            if (answer[0].IsNull)
            {
                break;
            }

            from = (RedisValue)answer[0];
            leaveOut = (RedisValue)answer[1];
            found.AddRange(((long[])answer[2]!).Chunk(2).Select(retry => (partition, retry[0], retry[1])));
        }

        return found;
    }

    private async Task<List<InboxEvent>> ReadHeldAsync(int partition, IReadOnlyList<long> seqs, CancellationToken cancellationToken)
    {
        var events = new List<InboxEvent>();
        for (var next = 0; next < seqs.Count;)
        {
            RedisValue[] arguments = [MaxClaimBytes, "numbers", .. seqs.Skip(next).Take(EventsPerStep).Select(seq => (RedisValue)seq)];
            var read = await ReadHeldAsync(partition, arguments, cancellationToken);
            next += read.LookedAt;
            events.AddRange(read.Events);
        }

        return events;
    }

    private async Task<(int LookedAt, IEnumerable<InboxEvent> Events)> ReadHeldAsync(int partition, RedisValue[] arguments, CancellationToken cancellationToken)
    {
        var answer = (RedisResult[])(await _connection.EvaluateAsync(partition, RedisScript.ReadHeld, arguments, cancellationToken))!;
        return ((int)answer[0], [.. ((RedisResult[])answer[1]!).Select(fields => TryReadEvent((RedisResult[])fields!, partition)).OfType<InboxEvent>()]);
    }

    private InboxEvent? TryReadEvent(RedisResult[] fields, int partition)
    {
        var seq = (long)fields[0];
        var entryId = Keys.EntryIdOf(partition, seq);
        try
        {
            return EntryReader.ReadEvent(fields, entryId);
        }
        catch (JsonException exception)
        {
            _logger.EntryUnreadable(exception, entryId, EntryKey(partition, seq), "It is not shown");
            return null;
        }
    }
}
