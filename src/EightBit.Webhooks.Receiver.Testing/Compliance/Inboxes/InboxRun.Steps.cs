using EightBit.Webhooks.Receiver.Inbox;

namespace EightBit.Webhooks.Receiver.Testing.Compliance.Inboxes;

internal sealed partial class InboxRun
{
    private const int ClaimSize = 100;

    public async Task<AcceptOutcome> OfferAsync(InboxDelivery delivery) => await Inbox.AcceptAsync(delivery, CancellationToken.None);

    /// <summary>Accepts one after the other.</summary>
    public async Task AcceptAsync(params IEnumerable<InboxDelivery> deliveries)
    {
        foreach (var delivery in deliveries)
        {
            var outcome = await OfferAsync(delivery);
            Expect(outcome == AcceptOutcome.Accepted, $"event '{delivery.EventId}', which was new, got {outcome} instead of Accepted");
        }
    }

    public Task AcceptAsync(params IEnumerable<string> ids) => AcceptAsync(ids.Select(id => Delivery(id)));

    public async Task<IReadOnlyList<InboxLease>> ClaimAsync(int max, TimeSpan? lease = null)
    {
        var batch = await Inbox.ClaimAsync(max, lease ?? LongTime, CancellationToken.None);
        Expect(batch.Leases.Count <= max, $"a claim of at most {max} got {batch.Leases.Count}");
        return batch.Leases;
    }

    /// <summary>Claims until nothing comes any more.</summary>
    public async Task<IReadOnlyList<InboxLease>> ClaimAllAsync(TimeSpan? lease = null)
    {
        var all = new List<InboxLease>();
        while (await ClaimAsync(ClaimSize, lease) is { Count: > 0 } leases)
        {
            all.AddRange(leases);
        }

        return all;
    }

    /// <summary>Claims the only event that is claimable.</summary>
    public async Task<InboxLease> ClaimOnlyAsync(TimeSpan? lease = null)
    {
        var leases = await ClaimAllAsync(lease);
        Expect(leases.Count == 1, $"the one event that may run now should be claimed, but the claim got {Describe(leases)}");
        return leases[0];
    }

    /// <summary>Claims until nothing comes any more, and expects these events in any order.</summary>
    public async Task<IReadOnlyList<InboxLease>> ClaimExactlyAsync(IEnumerable<string> ids, string when, TimeSpan? lease = null)
    {
        var leases = await ClaimAllAsync(lease);
        var expected = ids.Order(StringComparer.Ordinal).ToList();
        Expect(
            leases.Select(claimed => claimed.Delivery.EventId).Order(StringComparer.Ordinal).SequenceEqual(expected),
            $"{when}: {expected.Count} events ({Shorten(expected)}) should be claimed, each once, but the claims got {Describe(leases)}");
        return leases;
    }

    public async Task ExpectNothingClaimableAsync(string because)
    {
        var leases = await ClaimAllAsync();
        Expect(leases.Count == 0, $"{because}, but the claim got {Describe(leases)}");
    }

    public Task CompleteAsync(InboxLease lease) => SettleAsync(lease, Settlement.Completed.Instance);

    public Task RetryAsync(InboxLease lease, TimeSpan delay, string error = "a retry")
        => SettleAsync(lease, new Settlement.Retry(delay, lease.Progress, error));

    public Task AbandonAsync(InboxLease lease) => SettleAsync(lease, new Settlement.Abandoned(lease.Progress));

    public Task BuryAsync(InboxLease lease, string error = "dead")
        => SettleAsync(lease, new Settlement.Dead(DeadLetterReason.Rejected, lease.Progress, error));

    public async Task SettleAsync(InboxLease lease, Settlement settlement)
        => Expect(
            await Inbox.SettleAsync(lease, settlement, CancellationToken.None),
            $"settling {Describe([lease])} as {settlement.GetType().Name} with its latest lease returned false");

    public async Task ExpectFencedAsync(InboxLease lease, Settlement settlement, string because)
        => Expect(
            !await Inbox.SettleAsync(lease, settlement, CancellationToken.None),
            $"settling {Describe([lease])} as {settlement.GetType().Name} returned true, although {because}");

    /// <summary>Makes a dead letter of a new event, while nothing else is claimable.</summary>
    public async Task<DeadLetter> AcceptAndBuryAsync(InboxDelivery delivery)
    {
        await AcceptAsync(delivery);
        var lease = await ClaimOnlyAsync();
        await BuryAsync(lease);
        return await LetterOfAsync(lease);
    }

    public async Task<IReadOnlyList<DeadLetter>> LettersAsync()
        => (await Admin.ListDeadLettersAsync(new DeadLetterQuery { Take = DeadLetterQuery.MaxTake })).Items;

    public async Task<DeadLetter> LetterOfAsync(InboxLease lease)
        => (await LettersAsync()).FirstOrDefault(letter => letter.EntryId == lease.EntryId)
            ?? throw Broken($"{Describe([lease])} was settled as dead, but is not listed among the dead letters under its entry id");

    public async Task<DeadLetter> OnlyLetterAsync()
    {
        var letters = await LettersAsync();
        Expect(letters.Count == 1, $"there should be one dead letter, but {letters.Count} are listed");
        return letters[0];
    }

    public async Task ReplayAsync(long entryId)
    {
        var outcome = await Admin.ReplayAsync(entryId);
        Expect(outcome == ReplayOutcome.Replayed, $"the replay of a dead letter got {outcome} instead of Replayed");
    }

    public async Task ExpectDuplicateAsync(InboxDelivery delivery, string when)
    {
        var outcome = await OfferAsync(delivery);
        Expect(outcome == AcceptOutcome.Duplicate, $"{when}: the same id got {outcome} instead of Duplicate");
    }

    public async Task ExpectEndOfWaitAsync(Task wait, string when)
    {
        await Task.WhenAny(wait, Task.Delay(Soon));
        Expect(wait.IsCompleted, $"a wait still goes on {when}, after {Soon.TotalSeconds} s of real time");
        await wait;
    }

    private static string Describe(IReadOnlyList<InboxLease> leases)
        => leases.Count == 0
            ? "nothing"
            : Shorten([.. leases.Select(lease => $"'{lease.Delivery.EventId}' (entry {lease.EntryId}, attempt {lease.Attempt})")]);

    private static string Shorten(List<string> items)
        => items.Count <= 10 ? string.Join(", ", items) : $"{string.Join(", ", items.Take(10))} … {items.Count} in all";
}
