using EightBit.Webhooks.Receiver.Inbox;

namespace EightBit.Webhooks.Receiver.InMemory;

internal sealed partial class InMemoryInbox
{
    public ValueTask<InboxStatistics> GetStatisticsAsync(CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            var now = _time.GetUtcNow();
            return ValueTask.FromResult(new InboxStatistics
            {
                Pending = _pending.Count,
                Claimed = _claimed.Count,
                AwaitingRetry = _awaitingRetry.Count,
                PendingBytes = _pending.Values.Sum(entry => (long)entry.Delivery.Body.Length),
                Capacity = _options.MaxPendingEvents,
                DeadLetters = _deadLetters.Count,
                OldestAge = _pending.Count == 0 ? null : now - _pending.Values.Min(entry => entry.Delivery.ReceivedAt),
            });
        }
    }

    public ValueTask<DeadLetterPage> ListDeadLettersAsync(DeadLetterQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Take, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Take, DeadLetterQuery.MaxTake);
        lock (_gate)
        {
            return ValueTask.FromResult(_deadLetters.List(query));
        }
    }

    public ValueTask<IReadOnlyList<InboxEvent>> ListRetriesAsync(RetryQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Take, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Take, RetryQuery.MaxTake);
        lock (_gate)
        {
            return ValueTask.FromResult<IReadOnlyList<InboxEvent>>([.. _awaitingRetry.UnorderedItems
                .Where(waiting => query.Receiver is null || waiting.Element.Delivery.Receiver == query.Receiver)
                .OrderBy(waiting => waiting.Priority)
                .ThenBy(waiting => waiting.Element.Id)
                .Take(query.Take)
                .Select(waiting => waiting.Element.Describe(InboxEventState.AwaitingRetry, _clock.OnTheWall(waiting.Priority)))]);
        }
    }

    public ValueTask<InboxEvent?> FindAsync(string receiver, string? tenant, string eventId, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            var pending = _pending.Values.Where(entry => IsMeant(entry.Delivery)).MaxBy(entry => entry.Id);
            var dead = _deadLetters.FindLast(IsMeant);
            return ValueTask.FromResult(pending is not null && (dead is null || dead.EntryId < pending.Id) ? Describe(pending) : dead);
        }

        bool IsMeant(InboxDelivery delivery)
            => delivery.EventId == eventId && delivery.Receiver == receiver && delivery.Tenant == tenant;
    }

    public ValueTask<ReplayOutcome> ReplayAsync(long entryId, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            if (_deadLetters.Find(entryId) is not { } letter)
            {
                return ValueTask.FromResult(ReplayOutcome.NotFound);
            }

            if (TryReserve(letter.Delivery) is not null)
            {
                return ValueTask.FromResult(ReplayOutcome.Full);
            }

            _deadLetters.Remove(letter);
            Enqueue(new InMemoryEntry(++_lastEntryId, letter.Delivery)
            {
                Progress = letter.Progress with { Rejected = [] },
            });
            return ValueTask.FromResult(ReplayOutcome.Replayed);
        }
    }

    public ValueTask<bool> PurgeAsync(long entryId, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            if (_deadLetters.Find(entryId) is not { } letter)
            {
                return ValueTask.FromResult(false);
            }

            _deadLetters.Remove(letter);
            return ValueTask.FromResult(true);
        }
    }

    private InboxEvent Describe(InMemoryEntry entry)
    {
        if (_claimed.ContainsKey(entry.Id))
        {
            return entry.Describe(InboxEventState.Claimed);
        }

        var retry = _awaitingRetry.UnorderedItems
            .Where(waiting => waiting.Element == entry)
            .Select(waiting => (DateTimeOffset?)_clock.OnTheWall(waiting.Priority))
            .FirstOrDefault();
        return entry.Describe(retry is null ? InboxEventState.Waiting : InboxEventState.AwaitingRetry, retry);
    }
}
