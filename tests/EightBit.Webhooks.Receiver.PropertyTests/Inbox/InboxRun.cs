using EightBit.Webhooks.Receiver.Inbox;

namespace EightBit.Webhooks.Receiver.PropertyTests.Inbox;

/// <summary>Takes each step with the inbox and with the model, and compares what they say.</summary>
internal sealed partial class InboxRun
{
    private readonly InboxHost _host;
    private readonly InboxModel _model = new();
    private readonly List<InboxLease> _leases = [];
    private int _errors;

    private InboxRun(InboxHost host) => _host = host;

    public static async Task TakeAsync(InboxHost host, InboxStep[] steps)
    {
        await using (host)
        {
            var run = new InboxRun(host);
            foreach (var step in steps)
            {
                await run.TakeAsync(step);
                await run.CompareStatisticsAsync();
            }
        }
    }

    private Task TakeAsync(InboxStep step) => step switch
    {
        InboxStep.Accept accept => AcceptAsync(accept),
        InboxStep.Claim claim => ClaimAsync(claim),
        InboxStep.Renew renew => RenewAsync(renew),
        InboxStep.Complete complete => SettleAsync(complete.Lease, _ => Settlement.Completed.Instance),
        InboxStep.Retry retry => SettleAsync(retry.Lease, progress => new Settlement.Retry(TimeSpan.FromSeconds(retry.DelaySeconds), progress, $"error {++_errors}")),
        InboxStep.Abandon abandon => SettleAsync(abandon.Lease, progress => new Settlement.Abandoned(progress)),
        InboxStep.Bury bury => SettleAsync(bury.Lease, progress => new Settlement.Dead(DeadLetterReason.Rejected, progress, $"error {++_errors}")),
        InboxStep.Advance advance => AdvanceAsync(advance),
        InboxStep.Find find => FindAsync(find),
        InboxStep.ListRetries list => ListRetriesAsync(list),
        InboxStep.ListDead list => ListDeadAsync(list),
        InboxStep.Replay replay => ReplayAsync(replay),
        InboxStep.Purge purge => PurgeAsync(purge),
        InboxStep.Restart => RestartAsync(),
        _ => CleanAsync(),
    };

    private async Task AcceptAsync(InboxStep.Accept accept)
    {
        var delivery = Delivery(accept.Key) with
        {
            OrderingKey = accept.Conversation == 0 ? null : $"conversation {accept.Conversation}",
            RememberFor = TimeSpan.FromSeconds(accept.RememberSeconds),
            Body = Enumerable.Range(0, accept.Bytes).Select(number => (byte)number).ToArray(),
        };

        var outcome = await _host.Inbox.AcceptAsync(delivery, default);

        if (_model.HasSeen(delivery) && !_model.HasRoomFor(delivery))
        {
            outcome.Should().BeOneOf(AcceptOutcome.Duplicate, AcceptOutcome.Full);
            return;
        }

        outcome.Should().Be(_model.HasSeen(delivery) ? AcceptOutcome.Duplicate : _model.HasRoomFor(delivery) ? AcceptOutcome.Accepted : AcceptOutcome.Full);
        if (outcome == AcceptOutcome.Accepted)
        {
            var held = await _host.Admin.FindAsync(delivery.Receiver, delivery.Tenant, delivery.EventId);
            held.Should().NotBeNull("it was accepted");
            _model.Accept(delivery, held!.EntryId);
            InboxComparison.Expect(held, _model.Events[^1]);
        }
    }

    private async Task ClaimAsync(InboxStep.Claim claim)
    {
        _model.ReturnDueRetries();
        var claimable = _model.Claimable();
        var fresh = claimable.Where(held => held.Tokens.Count == 0 && held.Delivery.OrderingKey is null).Select(held => held.EntryId).ToList();

        var batch = await _host.Inbox.ClaimAsync(claim.Max, TimeSpan.FromSeconds(claim.LeaseSeconds), default);

        var ids = batch.Leases.Select(lease => lease.EntryId).ToList();
        ids.Should().OnlyHaveUniqueItems().And.HaveCount(Math.Min(claim.Max, claimable.Count), "these may run: {0}", claimable.Count);
        ids.Should().BeSubsetOf([.. claimable.Select(held => held.EntryId), -1], "nothing else may run now");
        ids.Where(fresh.Contains).Should().Equal(fresh.Take(ids.Count(fresh.Contains)), "what came first runs first");
        foreach (var lease in batch.Leases)
        {
            var held = claimable.Single(held => held.EntryId == lease.EntryId);
            held.Tokens.Should().NotContain(lease.Token, "each claim of an entry has a token of its own");
            held.State = InboxEventState.Claimed;
            held.Attempts++;
            held.Tokens.Add(lease.Token);
            held.LeaseEnds = _model.Now + TimeSpan.FromSeconds(claim.LeaseSeconds);
            InboxComparison.Expect(lease, held);
            _leases.Add(lease);
        }

        batch.NextDue.Should().Be(_model.NextDue());
    }

    private async Task RenewAsync(InboxStep.Renew renew)
    {
        var leases = _leases.TakeLast(renew.Leases).ToList();

        var lost = await _host.Inbox.RenewAsync(leases, TimeSpan.FromSeconds(renew.LeaseSeconds), default);

        lost.Select(lease => lease.Token).Should().BeEquivalentTo(leases.Where(lease => HolderOf(lease) is null).Select(lease => lease.Token));
        foreach (var held in leases.Select(HolderOf).OfType<ModelEvent>())
        {
            held.LeaseEnds = _model.Now + TimeSpan.FromSeconds(renew.LeaseSeconds);
        }
    }

    private async Task SettleAsync(int back, Func<HandlerProgress, Settlement> settle)
    {
        if (back >= _leases.Count)
        {
            return;
        }

        var lease = _leases[^(back + 1)];
        var progress = lease.Progress with { Completed = [.. lease.Progress.Completed, $"handler {lease.Attempt}"], Rejected = ["rejecting"] };
        var settlement = settle(progress);
        var held = HolderOf(lease);

        var settled = await _host.Inbox.SettleAsync(lease, settlement, default);

        settled.Should().Be(held is not null, "a lease that is not the latest settles nothing");
        if (held is not null)
        {
            _model.Settle(held, settlement);
            DropDeadLettersFor(held);
        }
    }

    private Task AdvanceAsync(InboxStep.Advance advance)
    {
        _host.Time.Advance(TimeSpan.FromSeconds(advance.Seconds));
        _model.Now += TimeSpan.FromSeconds(advance.Seconds);
        return Task.CompletedTask;
    }

    private async Task RestartAsync()
    {
        if (await _host.RestartAsync())
        {
            _model.Restart();
        }
    }

    private ModelEvent? HolderOf(InboxLease lease) => _model.Events.SingleOrDefault(held => held.EntryId == lease.EntryId && held.IsHeldBy(lease));

    /// <summary>The letters that died first make room for the latest, which stays even where others died at the same time.</summary>
    private void DropDeadLettersFor(ModelEvent latest)
    {
        while (_model.Dead.Count > _host.MaxDeadLetters)
        {
            _model.Events.Remove(_model.Dead.Where(letter => letter != latest).MinBy(letter => (letter.DiedAt, letter.EntryId))!);
        }
    }

    /// <summary>Five that share their conversations, and three whose parts read alike when they are put together.</summary>
    private InboxDelivery Delivery(int key) => new()
    {
        Receiver = key == 7 ? "a" : "",
        Tenant = key switch { 5 => "", 6 => "a", _ => null },
        EventId = key < 5 ? $"ab{key}" : key == 5 ? "ab1" : "b1",
        EventType = "message.received",
        ReceivedAt = _model.Now,
        SentAt = _model.Now,
        RememberFor = TimeSpan.Zero,
        Body = default,
    };
}
