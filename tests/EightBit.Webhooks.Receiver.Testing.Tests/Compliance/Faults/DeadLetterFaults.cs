using System.Collections.Concurrent;
using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Testing.Compliance;

namespace EightBit.Webhooks.Receiver.Testing.Tests.Compliance.Faults;

/// <summary>What can be wrong with dead letters, replays and the numbers that an operator sees.</summary>
internal sealed class DeadLetterFaults : InboxDecorator
{
    private readonly InboxFault _fault;
    private readonly ConcurrentDictionary<long, bool> _replayed = [];
    private readonly ConcurrentDictionary<string, int> _attemptsOfTheDead = [];

    public DeadLetterFaults(InboxNode inner, InboxFault fault)
        : base(inner) => _fault = fault;

    public override async ValueTask<ClaimBatch> ClaimAsync(int max, TimeSpan lease, CancellationToken cancellationToken)
    {
        var batch = await Inbox.ClaimAsync(max, lease, cancellationToken);
        return _fault == InboxFault.ReplaysWithOldAttempts ? batch with { Leases = [.. batch.Leases.Select(WithOldAttempts)] } : batch;
    }

    public override ValueTask<bool> SettleAsync(InboxLease lease, Settlement settlement, CancellationToken cancellationToken)
    {
        if (settlement is Settlement.Dead)
        {
            _attemptsOfTheDead[lease.Delivery.EventId] = lease.Attempt;
        }

        var drops = _fault == InboxFault.DropsDeadLetters && settlement is Settlement.Dead;
        return Inbox.SettleAsync(lease, drops ? Settlement.Completed.Instance : settlement, cancellationToken);
    }

    public override async ValueTask<InboxStatistics> GetStatisticsAsync(CancellationToken cancellationToken = default)
    {
        var statistics = await Admin.GetStatisticsAsync(cancellationToken);
        return _fault == InboxFault.CountsWrong ? statistics with { Pending = statistics.Pending - statistics.Claimed } : statistics;
    }

    public override async ValueTask<DeadLetterPage> ListDeadLettersAsync(DeadLetterQuery query, CancellationToken cancellationToken = default)
    {
        if (_fault == InboxFault.PagesByPosition)
        {
            var all = await Admin.ListDeadLettersAsync(query with { After = 0, Take = DeadLetterQuery.MaxTake }, cancellationToken);
            var end = query.After + query.Take;
            return new DeadLetterPage([.. all.Items.Skip((int)query.After).Take(query.Take)], end < all.Items.Count ? end : null);
        }

        var page = await Admin.ListDeadLettersAsync(query, cancellationToken);
        return _fault == InboxFault.KeepsTheLastErrorOnly
            ? page with { Items = [.. page.Items.Select(letter => letter with { History = [letter.History[^1]] })] }
            : page;
    }

    public override async ValueTask<ReplayOutcome> ReplayAsync(long entryId, CancellationToken cancellationToken = default)
    {
        var outcome = await Admin.ReplayAsync(entryId, cancellationToken);
        switch (outcome)
        {
            case ReplayOutcome.Replayed:
                _replayed[entryId] = true;
                break;

            case ReplayOutcome.Full when _fault == InboxFault.DropsLettersThatDoNotFit:
                await Admin.PurgeAsync(entryId, cancellationToken);
                break;

            case ReplayOutcome.NotFound when _fault == InboxFault.ReplaysTwice && _replayed.ContainsKey(entryId):
                return ReplayOutcome.Replayed;
        }

        return outcome;
    }

    private InboxLease WithOldAttempts(InboxLease lease)
        => new(
            lease.EntryId,
            lease.Token,
            lease.Attempt + _attemptsOfTheDead.GetValueOrDefault(lease.Delivery.EventId),
            lease.Delivery,
            lease.Progress);
}
