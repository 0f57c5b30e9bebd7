using EightBit.Webhooks.Receiver.Inbox;

namespace EightBit.Webhooks.Receiver.Testing.Compliance.Inboxes.Processing;

/// <summary>Who may work on an event, and until when.</summary>
internal static class LeaseRules
{
    public static IEnumerable<InboxCheck> All =>
    [
        InboxCheck.Of(
            A_claimed_event_is_not_claimed_again_before_its_lease_ends,
            "An event runs twice at the same time."),
        InboxCheck.Of(
            An_expired_lease_is_reclaimed_behind_1000_live_ones,
            "An event whose worker died waits for as long as other events keep running."),
        InboxCheck.Of(
            A_stale_lease_cannot_settle,
            "A paused process comes back and ends the attempt of another one: the event is lost, or runs twice."),
        InboxCheck.Of(
            A_lease_settles_once,
            "A repeated settlement, after an answer that got lost, is counted twice or hits a later attempt."),
        InboxCheck.Of(
            An_expired_lease_that_nobody_has_claimed_can_still_settle,
            "An event that took a little too long has run, and runs again."),
        InboxCheck.Of(
            A_claim_takes_no_more_expired_leases_than_it_returns,
            "After a pause of the process, one free worker makes every running handler lose its event, and all of them run again."),
        InboxCheck.Of(
            Every_claim_of_an_entry_has_a_token_of_its_own,
            "A paused process comes back, its old token fits a newer claim, and nothing holds it off."),
    ];

    private static async Task A_claimed_event_is_not_claimed_again_before_its_lease_ends(InboxRun run)
    {
        await run.AcceptAsync(run.Delivery("free"), run.Delivery("ordered", conversation: "a"));
        var lease = run.Units(8);
        var claiming = run.Timestamp();
        await run.ClaimAllAsync(lease);

        await run.AdvanceAsync(run.Units(4));
        var early = await run.ClaimAllAsync();
        run.Expect(early.Count == 0 || run.Since(claiming) >= lease, $"{early.Count} events were claimed again in the middle of their lease");
    }

    private static async Task An_expired_lease_is_reclaimed_behind_1000_live_ones(InboxRun run)
    {
        const int Live = 1_000;
        await run.AcceptAsync(Enumerable.Range(0, Live).Select(number => $"live-{number}"));
        var live = await run.ClaimAllAsync();
        run.Expect(live.Count == Live, $"of {Live} events {live.Count} could be claimed");

        await run.AcceptAsync("expiring");
        await run.ClaimOnlyAsync(run.ShortTime);
        await run.AdvancePastAsync(run.ShortTime);

        var reclaimed = await run.ClaimAsync(1);
        run.Expect(reclaimed.Count == 1, $"behind {Live} live leases, an expired one was not claimed");
        run.Expect(
            reclaimed[0].Delivery.EventId == "expiring", $"'{reclaimed[0].Delivery.EventId}' was claimed again in the middle of its lease");
    }

    private static async Task A_stale_lease_cannot_settle(InboxRun run)
    {
        Settlement[] settlements =
        [
            Settlement.Completed.Instance,
            new Settlement.Retry(TimeSpan.Zero, new HandlerProgress(["stale"], []), "stale"),
            new Settlement.Abandoned(new HandlerProgress(["stale"], [])),
            new Settlement.Dead(DeadLetterReason.Rejected, new HandlerProgress(["stale"], []), "stale"),
        ];

        foreach (var (round, settlement) in settlements.Index())
        {
            await run.AcceptAsync(run.Delivery($"event-{round}", conversation: "a"));
            var stale = await run.ClaimOnlyAsync(run.ShortTime);
            await run.AdvancePastAsync(run.ShortTime);
            var latest = await run.ClaimOnlyAsync();

            await run.ExpectFencedAsync(stale, settlement, "its event was claimed again");
            await run.ExpectNothingClaimableAsync($"after a stale settlement as {settlement.GetType().Name} nothing should be claimable");
            run.Expect((await run.LettersAsync()).Count == 0, "a stale settlement made a dead letter");

            await run.AbandonAsync(latest);
            var next = await run.ClaimOnlyAsync();
            run.Expect(
                next.Attempt == 2 && next.Progress.Completed.Count == 0,
                $"after a stale settlement as {settlement.GetType().Name} the attempt is {next.Attempt} instead of 2, and the handlers "
                + $"that are done are [{string.Join(", ", next.Progress.Completed)}] instead of none");
            await run.CompleteAsync(next);
        }
    }

    private static async Task A_lease_settles_once(InboxRun run)
    {
        await run.AcceptAsync("completed");
        var lease = await run.ClaimOnlyAsync();
        await run.CompleteAsync(lease);
        await run.ExpectFencedAsync(lease, Settlement.Completed.Instance, "it was completed before");
        await run.ExpectFencedAsync(lease, new Settlement.Retry(TimeSpan.Zero, HandlerProgress.None, "again"), "it was completed before");
        await run.ExpectNothingClaimableAsync("a completed event should not come back");

        await run.AcceptAsync("retried");
        lease = await run.ClaimOnlyAsync();
        await run.RetryAsync(lease, run.Units(1));
        await run.ExpectFencedAsync(lease, Settlement.Completed.Instance, "it was retried before");
        await run.AdvancePastAsync(run.Units(1));

        lease = await run.ClaimOnlyAsync();
        await run.AbandonAsync(lease);
        await run.ExpectFencedAsync(lease, Settlement.Completed.Instance, "it was abandoned before");

        lease = await run.ClaimOnlyAsync();
        await run.BuryAsync(lease);
        await run.ExpectFencedAsync(lease, Settlement.Completed.Instance, "it is a dead letter");
        run.Expect((await run.LettersAsync()).Count == 1, "the dead letter is gone after another settlement");
    }

    private static async Task An_expired_lease_that_nobody_has_claimed_can_still_settle(InboxRun run)
    {
        await run.AcceptAsync(run.Delivery("event-1", conversation: "a"));
        var lease = await run.ClaimOnlyAsync(run.ShortTime);
        await run.AdvancePastAsync(run.ShortTime);

        await run.CompleteAsync(lease);
        await run.ExpectNothingClaimableAsync("an event that was completed late should not come back");
    }

    private static async Task A_claim_takes_no_more_expired_leases_than_it_returns(InboxRun run)
    {
        await run.AcceptAsync("event-1", "event-2", "event-3");
        var expired = await run.ClaimAllAsync(run.ShortTime);
        await run.AdvancePastAsync(run.ShortTime);

        var taken = await run.ClaimAsync(1);
        run.Expect(taken.Count == 1, "of three events whose leases have expired, a claim of one got none");

        var left = expired.Where(lease => lease.EntryId != taken[0].EntryId).ToList();
        var lost = await run.Inbox.RenewAsync(left, run.LongTime, CancellationToken.None);
        run.Expect(lost.Count == 0, $"a claim of one event made {lost.Count} more leases lost, whose events nobody has claimed");
        foreach (var lease in left)
        {
            await run.CompleteAsync(lease);
        }
    }

    private static async Task Every_claim_of_an_entry_has_a_token_of_its_own(InboxRun run)
    {
        await run.AcceptAsync("event-1");
        var tokens = new HashSet<long>();
        for (var round = 0; round < 10; round++)
        {
            var abandoned = await run.ClaimOnlyAsync();
            run.Expect(tokens.Add(abandoned.Token), $"token {abandoned.Token} was given to a second claim of the entry");
            await run.AbandonAsync(abandoned);
        }

        var expired = await run.ClaimOnlyAsync(run.ShortTime);
        await run.AdvancePastAsync(run.ShortTime);
        var latest = await run.ClaimOnlyAsync();
        run.Expect(tokens.Add(expired.Token) && tokens.Add(latest.Token), "a token was given to a second claim of the entry");
    }
}
