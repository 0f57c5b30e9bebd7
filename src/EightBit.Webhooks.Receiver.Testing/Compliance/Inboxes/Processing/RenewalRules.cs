using EightBit.Webhooks.Receiver.Inbox;

namespace EightBit.Webhooks.Receiver.Testing.Compliance.Inboxes.Processing;

/// <summary>How a lease is kept while its handlers run.</summary>
internal static class RenewalRules
{
    public static IEnumerable<InboxCheck> All =>
    [
        InboxCheck.Of(
            Renewal_extends_a_lease,
            "An event whose handler runs longer than one lease runs twice at the same time."),
        InboxCheck.Of(
            Renewal_reports_exactly_what_was_lost,
            "A handler goes on although its event is somebody else's, or is cancelled although it is not."),
        InboxCheck.Of(
            A_stale_renewal_does_not_disturb_the_new_holder,
            "A paused process comes back and keeps an event locked that another process has died with."),
    ];

    private static async Task Renewal_extends_a_lease(InboxRun run)
    {
        await run.AcceptAsync(run.Delivery("free"), run.Delivery("ordered", conversation: "a"));
        var leases = await run.ClaimAllAsync(run.ShortTime);
        run.Expect(leases.Count == 2, $"of two events {leases.Count} could be claimed");
        await run.AdvanceAsync(run.Units(2));

        var lost = await run.Inbox.RenewAsync(leases, run.LongTime, CancellationToken.None);
        run.Expect(lost.Count == 0, $"renewing two leases reported {lost.Count} of them as lost");

        await run.AdvancePastAsync(run.ShortTime);
        await run.ExpectNothingClaimableAsync("after a renewal, the event should not be claimable when the first lease would have ended");
        foreach (var lease in leases)
        {
            await run.CompleteAsync(lease);
        }
    }

    private static async Task Renewal_reports_exactly_what_was_lost(InboxRun run)
    {
        await run.AcceptAsync("stale");
        var stale = await run.ClaimOnlyAsync(run.ShortTime);
        await run.AdvancePastAsync(run.ShortTime);
        var latest = await run.ClaimOnlyAsync();

        await run.AcceptAsync("completed", "retried", "dead", "held");
        var others = (await run.ClaimAllAsync()).ToDictionary(lease => lease.Delivery.EventId);
        await run.CompleteAsync(others["completed"]);
        await run.RetryAsync(others["retried"], run.LongTime);
        await run.BuryAsync(others["dead"]);

        var lost = await run.Inbox.RenewAsync([.. others.Values, stale, latest], run.LongTime, CancellationToken.None);
        var actual = lost.Select(lease => (lease.EntryId, lease.Token)).ToHashSet();
        var expected = new[] { others["completed"], others["retried"], others["dead"], stale }
            .Select(lease => (lease.EntryId, lease.Token));
        run.Expect(
            actual.SetEquals(expected),
            "of a stale, a completed, a retried, a dead and two held leases the first four are lost, but the renewal reported "
            + $"[{string.Join(", ", lost.Select(lease => $"{lease.Delivery.EventId} with token {lease.Token}"))}]");

        var none = await run.Inbox.RenewAsync([], run.LongTime, CancellationToken.None);
        run.Expect(none.Count == 0, $"renewing no lease reported {none.Count} as lost");
    }

    private static async Task A_stale_renewal_does_not_disturb_the_new_holder(InboxRun run)
    {
        await run.AcceptAsync(run.Delivery("event-1", conversation: "a"));
        var stale = await run.ClaimOnlyAsync(run.ShortTime);
        await run.AdvancePastAsync(run.ShortTime);
        var second = await run.ClaimOnlyAsync(run.ShortTime);

        var lost = await run.Inbox.RenewAsync([stale], run.LongTime, CancellationToken.None);
        run.Expect(lost.Count == 1, "renewing a lease whose event was claimed again did not report it as lost");

        await run.AdvancePastAsync(run.ShortTime);
        var third = await run.ClaimOnlyAsync();
        await run.ExpectFencedAsync(stale, Settlement.Completed.Instance, "its event was claimed again");
        await run.ExpectFencedAsync(second, Settlement.Completed.Instance, "its event was claimed again");
        await run.CompleteAsync(third);
    }
}
