using System.Collections.Concurrent;
using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Testing.Compliance;

namespace EightBit.Webhooks.Receiver.Testing.Tests.Compliance.Faults;

/// <summary>What can be wrong with the list of retries, and with finding an event by its id.</summary>
internal sealed class InspectionFaults : InboxDecorator
{
    private readonly InboxFault _fault;
    private readonly TimeProvider _time;
    private readonly ConcurrentQueue<InboxDelivery> _accepted = [];
    private readonly ConcurrentDictionary<string, InboxEvent> _known = [];

    public InspectionFaults(InboxNode inner, InboxFault fault, TimeProvider time)
        : base(inner)
    {
        _fault = fault;
        _time = time;
    }

    public override async ValueTask<AcceptOutcome> AcceptAsync(InboxDelivery delivery, CancellationToken cancellationToken)
    {
        var outcome = await Inbox.AcceptAsync(delivery, cancellationToken);
        if (outcome == AcceptOutcome.Accepted)
        {
            _accepted.Enqueue(delivery);
        }

        return outcome;
    }

    public override ValueTask<bool> SettleAsync(InboxLease lease, Settlement settlement, CancellationToken cancellationToken)
    {
        _known.TryAdd(lease.Delivery.EventId, Describe(lease));
        return Inbox.SettleAsync(lease, settlement, cancellationToken);
    }

    public override async ValueTask<IReadOnlyList<InboxEvent>> ListRetriesAsync(RetryQuery query, CancellationToken cancellationToken = default)
    {
        var all = query with { Take = RetryQuery.MaxTake };
        return _fault switch
        {
            InboxFault.ListsRetriesByAge => [.. (await Admin.ListRetriesAsync(all, cancellationToken)).OrderBy(waiting => waiting.EntryId).Take(query.Take)],
            InboxFault.ListsWhatWaitsBehindOthers => [.. await Admin.ListRetriesAsync(query, cancellationToken), .. await ThoseThatAreAsync(InboxEventState.Waiting)],
            InboxFault.ListsWhatRuns => [.. await Admin.ListRetriesAsync(query, cancellationToken), .. await ThoseThatAreAsync(InboxEventState.Claimed)],
            InboxFault.IgnoresTake => await Admin.ListRetriesAsync(all, cancellationToken),
            InboxFault.FiltersAfterTake => [.. (await Admin.ListRetriesAsync(query with { Receiver = null }, cancellationToken))
                .Where(waiting => query.Receiver is null || waiting.Delivery.Receiver == query.Receiver)],
            InboxFault.SaysLittleOfRetries => [.. (await Admin.ListRetriesAsync(query, cancellationToken)).Select(waiting => waiting with { History = [] })],
            InboxFault.SaysThatRetriesAreDueNow =>
                [.. (await Admin.ListRetriesAsync(query, cancellationToken)).Select(waiting => waiting with { NextAttemptAt = _time.GetUtcNow() })],
            _ => await Admin.ListRetriesAsync(query, cancellationToken),
        };
    }

    public override async ValueTask<InboxEvent?> FindAsync(string receiver, string? tenant, string eventId, CancellationToken cancellationToken = default)
    {
        var found = await Admin.FindAsync(receiver, tenant, eventId, cancellationToken);
        return _fault switch
        {
            InboxFault.FindsNoDeadLetters when found?.State == InboxEventState.Dead => null,
            InboxFault.TakesWhatRunsForWaiting when found?.State == InboxEventState.Claimed => found with { State = InboxEventState.Waiting },
            InboxFault.SaysLittleOfWhatIsFound => found is null ? null : found with { History = [] },
            InboxFault.FindsUnderTheFirstNumber => found is null ? null : found with { EntryId = _known.GetValueOrDefault(eventId, found).EntryId },
            InboxFault.FindsWhatIsGone => found ?? _known.GetValueOrDefault(eventId),
            InboxFault.FindsByIdAlone when _accepted.FirstOrDefault(delivery => delivery.EventId == eventId) is { } first
                => await Admin.FindAsync(first.Receiver, first.Tenant, eventId, cancellationToken),
            InboxFault.FindsRememberedIdsAlone when found is not null && found.Delivery.ReceivedAt + found.Delivery.RememberFor <= _time.GetUtcNow() => null,
            InboxFault.FindsTheFirstOfSeveral => found is null ? null : _known.GetValueOrDefault(eventId, found),
            _ => found,
        };
    }

    private async Task<IEnumerable<InboxEvent>> ThoseThatAreAsync(InboxEventState state)
    {
        var found = new List<InboxEvent>();
        foreach (var delivery in _accepted)
        {
            if (await Admin.FindAsync(delivery.Receiver, delivery.Tenant, delivery.EventId) is { } held && held.State == state)
            {
                found.Add(held);
            }
        }

        return found;
    }

    private static InboxEvent Describe(InboxLease lease) => new()
    {
        EntryId = lease.EntryId,
        Delivery = lease.Delivery,
        State = InboxEventState.Claimed,
        Attempts = lease.Attempt,
        Progress = lease.Progress,
        History = [],
    };
}
