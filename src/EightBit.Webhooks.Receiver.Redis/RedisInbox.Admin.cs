using System.Text.Json;
using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Redis.Entries;
using EightBit.Webhooks.Receiver.Redis.Scripts;
using StackExchange.Redis;

namespace EightBit.Webhooks.Receiver.Redis;

internal sealed partial class RedisInbox
{
    private const int DeadLettersPerStep = 100;

    public async ValueTask<InboxStatistics> GetStatisticsAsync(CancellationToken cancellationToken = default)
    {
        var partitions = await Task.WhenAll(Enumerable.Range(0, Keys.Count).Select(
            async partition => (long[])(await _connection.EvaluateAsync(partition, RedisScript.Statistics, [], cancellationToken))!));
        var oldest = partitions.Max(counts => counts[5]);
        return new InboxStatistics
        {
            Pending = partitions.Sum(counts => counts[0]),
            Claimed = partitions.Sum(counts => counts[1]),
            AwaitingRetry = partitions.Sum(counts => counts[2]),
            DeadLetters = partitions.Sum(counts => counts[3]),
            PendingBytes = partitions.Sum(counts => counts[4]),
            Capacity = _options.MaxPendingEvents > long.MaxValue / Keys.Count ? long.MaxValue : _options.MaxPendingEvents * Keys.Count,
            Refusal = _connection.Unfitness,
            OldestAge = oldest < 0 ? null : TimeSpan.FromMilliseconds(oldest),
        };
    }

    public async ValueTask<DeadLetterPage> ListDeadLettersAsync(DeadLetterQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Take, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Take, DeadLetterQuery.MaxTake);

        var found = new List<long>();
        for (var partition = 0; partition < Keys.Count; partition++)
        {
            found.AddRange((await FindDeadAsync(partition, query, cancellationToken)).Select(seq => Keys.EntryIdOf(partition, seq)));
        }

        found.Sort();
        var page = found.Take(query.Take).ToList();
        var letters = new List<DeadLetter>();
        foreach (var partition in page.Select(Keys.Find).GroupBy(place => place.Partition, place => place.Seq))
        {
            letters.AddRange(await ReadAsync(partition.Key, [.. partition], cancellationToken));
        }

        letters.Sort((left, right) => left.EntryId.CompareTo(right.EntryId));
        return new DeadLetterPage(letters, found.Count > page.Count ? page[^1] : null);
    }

    public async ValueTask<ReplayOutcome> ReplayAsync(long entryId, CancellationToken cancellationToken = default)
    {
        if (entryId < 1)
        {
            return ReplayOutcome.NotFound;
        }

        var (partition, seq) = Keys.Find(entryId);
        return (string?)await _connection.EvaluateAsync(
            partition, RedisScript.Replay, [seq, _options.MaxPendingEvents, _options.MaxPendingBytes], cancellationToken) switch
        {
            "replayed" => ReplayOutcome.Replayed,
            "full" => ReplayOutcome.Full,
            _ => ReplayOutcome.NotFound,
        };
    }

    public async ValueTask<bool> PurgeAsync(long entryId, CancellationToken cancellationToken = default)
    {
        if (entryId < 1)
        {
            return false;
        }

        var (partition, seq) = Keys.Find(entryId);
        return (bool)await _connection.EvaluateAsync(partition, RedisScript.Purge, [seq], cancellationToken);
    }

    /// <summary>Deletes dead letters that are older than the retention, in steps small enough to go unnoticed.</summary>
    public async Task PurgeOldAsync(CancellationToken cancellationToken)
    {
        for (var partition = 0; partition < Keys.Count; partition++)
        {
            RedisValue[] arguments = [Milliseconds(_options.DeadLetterRetention), DeadLettersPerStep];
            while ((long)await _connection.EvaluateAsync(partition, RedisScript.PurgeOld, arguments, cancellationToken) == DeadLettersPerStep)
            {
            }
        }
    }

    /// <summary>The numbers of one more than the page holds, if there are so many.</summary>
    private async Task<List<long>> FindDeadAsync(int partition, DeadLetterQuery query, CancellationToken cancellationToken)
    {
        var found = new List<long>();
        var after = Keys.SeqAtOrBefore(partition, query.After);
        while (found.Count <= query.Take)
        {
            RedisValue[] arguments = query.Receiver is { } receiver
                ? [after, query.Take + 1 - found.Count, "of", receiver]
                : [after, query.Take + 1 - found.Count, "all"];
            var answer = (RedisResult[])(await _connection.EvaluateAsync(partition, RedisScript.ListDead, arguments, cancellationToken))!;
            if (answer[0].IsNull)
            {
                break;
            }

            after = (long)answer[0];
            found.AddRange((long[])answer[1]!);
        }

        return found;
    }

    /// <summary>In steps small enough not to hold up others.</summary>
    private async Task<List<DeadLetter>> ReadAsync(int partition, IReadOnlyList<long> seqs, CancellationToken cancellationToken)
    {
        var letters = new List<DeadLetter>();
        for (var next = 0; next < seqs.Count;)
        {
            RedisValue[] arguments = [MaxClaimBytes, .. seqs.Skip(next).Take(DeadLettersPerStep).Select(seq => (RedisValue)seq)];
            var answer = (RedisResult[])(await _connection.EvaluateAsync(partition, RedisScript.ReadDead, arguments, cancellationToken))!;
            next += (int)answer[0];
            letters.AddRange(((RedisResult[])answer[1]!).Select(fields => TryRead((RedisResult[])fields!, partition)).OfType<DeadLetter>());
        }

        return letters;
    }

    private DeadLetter? TryRead(RedisResult[] fields, int partition)
    {
        var seq = (long)fields[0];
        var entryId = Keys.EntryIdOf(partition, seq);
        try
        {
            return EntryReader.ReadDeadLetter(fields, entryId);
        }
        catch (JsonException exception)
        {
            _logger.EntryUnreadable(exception, entryId, EntryKey(partition, seq), "It is not listed");
            return null;
        }
    }
}
