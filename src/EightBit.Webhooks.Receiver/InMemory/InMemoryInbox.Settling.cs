using EightBit.Webhooks.Receiver.Inbox;

namespace EightBit.Webhooks.Receiver.InMemory;

internal sealed partial class InMemoryInbox
{
    public ValueTask<bool> SettleAsync(InboxLease lease, Settlement settlement, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (FindClaimed(lease) is not { } entry)
            {
                return ValueTask.FromResult(false);
            }

            _claimed.Remove(entry.Id);
            Settle(entry, settlement, _time.GetUtcNow());
            return ValueTask.FromResult(true);
        }
    }

    private void Settle(InMemoryEntry entry, Settlement settlement, DateTimeOffset now)
    {
        switch (settlement)
        {
            case Settlement.Completed:
                Remove(entry);
                break;

            case Settlement.Retry retry:
                entry.Progress = retry.Progress;
                AddFailure(entry, now, retry.Error);
                _awaitingRetry.Enqueue(entry, _clock.Now + retry.Delay);
                break;

            case Settlement.Abandoned abandoned:
                entry.Progress = abandoned.Progress;
                entry.Attempts--;
                _ready.Return(entry);
                break;

            case Settlement.Dead dead:
                Remove(entry);
                entry.AddFailure(now, dead.Error, long.MaxValue); // a dead letter has room of its own
                Bury(entry, dead, now);
                break;

            default:
                throw new ArgumentException($"{settlement.GetType()} is not a settlement that this inbox knows.", nameof(settlement));
        }
    }

    private void AddFailure(InMemoryEntry entry, DateTimeOffset now, string error)
    {
        _errorBytes -= entry.ErrorBytes;
        entry.AddFailure(now, error, _maxErrorBytes - _errorBytes);
        _errorBytes += entry.ErrorBytes;
    }

    private void Remove(InMemoryEntry entry)
    {
        _pending.Remove(entry.Id);
        _errorBytes -= entry.ErrorBytes;
        Free(entry.Delivery);
        _ready.Leave(entry);
    }

    private void Bury(InMemoryEntry entry, Settlement.Dead dead, DateTimeOffset now)
    {
        var letter = new DeadLetter
        {
            EntryId = entry.Id,
            Delivery = entry.Delivery,
            Reason = dead.Reason,
            Error = dead.Error,
            DiedAt = now,
            Attempts = entry.Attempts,
            Progress = dead.Progress,
            History = [.. entry.History],
        };

        foreach (var dropped in _deadLetters.Add(letter, _options.MaxDeadLetters, _options.MaxDeadLetterBytes))
        {
            _logger.DeadLetterDropped(dropped.Delivery.EventId, dropped.Delivery.EventType, dropped.DiedAt);
        }
    }
}
