using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.ExceptionServices;
using System.Security.Cryptography;
using System.Text.Json;
using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Redis.Entries;
using EightBit.Webhooks.Receiver.Redis.Scripts;
using StackExchange.Redis;

namespace EightBit.Webhooks.Receiver.Redis;

internal sealed partial class RedisInbox
{
    /// <summary>What one claim fetches at most, but always one event.</summary>
    private const int MaxClaimBytes = 8 * 1024 * 1024;

    /// <summary>For each partition: more than a node leaves behind in an outage, since it makes one claim at a time.</summary>
    private const int MaxUnanswered = 64;

    /// <summary>For each of several partitions.</summary>
    private static readonly TimeSpan ClaimPatience = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentQueue<long>[] _unanswered;
    private readonly OutstandingClaim?[] _late;
    private readonly bool[] _mends;
    private int _nextPartition;
    private bool _somePartitionsFail;

    /// <summary>Takes from the partitions in turn. A claim is not given up once it is sent: what it gets would wait for its lease to end.</summary>
    public async ValueTask<ClaimBatch> ClaimAsync(int max, TimeSpan lease, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(max, 1);
        cancellationToken.ThrowIfCancellationRequested();
        var leases = new List<InboxLease>();
        TimeSpan? nextDue = null;
        ExceptionDispatchInfo? failure = null;
        var answered = 0;
        var first = (int)((uint)Interlocked.Increment(ref _nextPartition) % (uint)Keys.Count);
        var number = 0;
        for (; number < Keys.Count && leases.Count < max && !cancellationToken.IsCancellationRequested; number++)
        {
            try
            {
                if (await TryClaimAsync((first + number) % Keys.Count, max - leases.Count, lease) is { } claimed)
                {
                    answered++;
                    leases.AddRange(claimed.Leases);
                    nextDue = claimed.NextDue < nextDue || nextDue is null ? claimed.NextDue : nextDue;
                }
            }
            catch (RedisInboxException exception)
            {
                failure ??= ExceptionDispatchInfo.Capture(exception); // what other partitions have is handed out all the same
            }
        }

        if (failure is not null && answered == 0)
        {
            failure.Throw();
        }

        LogOnce(failure?.SourceException, allAsked: number == Keys.Count);
        return new ClaimBatch(leases, nextDue);
    }

    /// <summary>While some partitions answer, the caller must not slow down for those that do not; so it is said here, when it begins.</summary>
    private void LogOnce(Exception? failure, bool allAsked)
    {
        if (failure is not null && !_somePartitionsFail)
        {
            _logger.PartitionsNotClaimed(failure);
        }

        _somePartitionsFail = failure is not null || (_somePartitionsFail && !allAsked);
    }

    /// <summary>
    /// Waits for one of several partitions a moment only: while its server hangs, the others go on, and what they gave is handed out. What
    /// comes late is handed out the next time, or given back.
    /// </summary>
    /// <returns>Null for what is given back.</returns>
    private async Task<ClaimBatch?> TryClaimAsync(int partition, int max, TimeSpan lease)
    {
        var late = _late[partition];
        _late[partition] = null;
        var claim = late ?? new OutstandingClaim(ClaimAsync(partition, max, lease), _time.GetTimestamp());
        if (Keys.Count > 1 && !await claim.IsAnsweredAsync(late is null ? ClaimPatience : TimeSpan.Zero))
        {
            _late[partition] = claim;
            throw new RedisInboxException($"Redis at {_connection.Server} has not answered a claim in partition {partition} yet. Other partitions go on.");
        }

        var claimed = await claim.Answer;
        if (late is null || claimed.Leases.Count == 0 || (claimed.Leases.Count <= max && _time.GetElapsedTime(late.SentAt) < lease / 4))
        {
            return claimed;
        }

        Remember(_unanswered[partition], claimed.Leases[0].Token);
        return null;
    }

    private async Task<ClaimBatch> ClaimAsync(int partition, int max, TimeSpan lease)
    {
        await ReturnUnansweredAsync(partition);
        await MendAsync(partition);
        var leases = new List<InboxLease>();
        var token = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long))) & long.MaxValue;
        RedisResult[] answer;
        try
        {
            answer = (RedisResult[])(await _connection.EvaluateAsync(
                partition, RedisScript.Claim, [max, Milliseconds(lease), token, MaxClaimBytes], CancellationToken.None))!;
        }
        catch
        {
            Remember(_unanswered[partition], token);
            throw;
        }

        foreach (var fields in ((RedisResult[])answer[0]!).Select(entry => (RedisResult[])entry!))
        {
            var entryId = Keys.EntryIdOf(partition, (long)fields[0]);
            _seen.Note(partition, (long)fields[0]);
            try
            {
                leases.Add(EntryReader.ReadLease(fields, entryId, token));
            }
            catch (JsonException exception)
            {
                // A newer node may be able to read it; and everybody else's event is processed all the same.
                _logger.EntryUnreadable(exception, entryId, EntryKey(partition, (long)fields[0]), "It stays pending and is tried again when its lease ends");
            }
        }

        LogSetAside(partition, answer[2]);
        _mends[partition] = (long)answer[3] == 1;
        var due = _mends[partition] ? 0 : (long)answer[1];
        return new ClaimBatch(leases, due < 0 ? null : TimeSpan.FromMilliseconds(due));
    }

    /// <summary>One step: other nodes and the next claims do the others.</summary>
    private async Task MendAsync(int partition)
    {
        if (_mends[partition])
        {
            LogSetAside(partition, await _connection.EvaluateAsync(partition, RedisScript.Mend, [], CancellationToken.None));
        }
    }

    private void LogSetAside(int partition, RedisResult seqs)
    {
        foreach (var seq in (long[])seqs!)
        {
            _logger.EntryUnreadable(
                null, Keys.EntryIdOf(partition, seq), EntryKey(partition, seq), "It is no longer pending, and what waited behind it goes on without it");
        }
    }

    private string EntryKey(int partition, long seq) => string.Create(CultureInfo.InvariantCulture, $"{Keys[partition]}e:{seq}");

    /// <summary>The claim may have been carried out: nobody would work on what it got until its lease has ended.</summary>
    private static void Remember(ConcurrentQueue<long> unanswered, long token)
    {
        unanswered.Enqueue(token);
        if (unanswered.Count > MaxUnanswered)
        {
            unanswered.TryDequeue(out _);
        }
    }

    private async Task ReturnUnansweredAsync(int partition)
    {
        while (_unanswered[partition].TryPeek(out var token))
        {
            var returned = 0L;
            RedisValue next = 0;
            do
            {
                var answer = (RedisResult[])(await _connection.EvaluateAsync(
                    partition, RedisScript.ReturnUnanswered, [token, next], CancellationToken.None))!;
                returned += (long)answer[0];
                next = (RedisValue)answer[1];
            }
            while (next != 0);

            _unanswered[partition].TryDequeue(out _);
            if (returned > 0)
            {
                _logger.UnansweredClaimReturned(returned);
            }
        }
    }
}
