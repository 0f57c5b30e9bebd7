namespace EightBit.Webhooks.Receiver.Testing.Compliance.Inboxes.Processing;

/// <summary>What happens when the clock is set while events run and wait. Each rule is tried with steps in both directions.</summary>
internal static class ClockRules
{
    public static IEnumerable<InboxCheck> All =>
    [
        InboxCheck.Of(
            A_clock_that_is_set_ends_no_lease,
            "When the machine's clock is set forwards, everything that runs is run a second time beside it.",
            InboxCapabilities.ClockSteps),
        InboxCheck.Of(
            A_lease_ends_in_time_though_the_clock_is_set,
            "When the machine's clock is set back, an event whose worker died waits for as long as the clock was set by.",
            InboxCapabilities.ClockSteps),
        InboxCheck.Of(
            A_retry_comes_in_time_though_the_clock_is_set,
            "When the machine's clock is set, retries come too early, or not for hours, and their conversations wait with them.",
            InboxCapabilities.ClockSteps),
        InboxCheck.Of(
            A_clock_that_was_wrong_for_a_moment_forgets_no_id,
            "After the machine's clock was wrong for a moment, deliveries that the platform repeats run a second time.",
            InboxCapabilities.ClockSteps),
    ];

    private static async Task A_clock_that_is_set_ends_no_lease(InboxRun run)
    {
        await run.AcceptAsync(run.Delivery("free"), run.Delivery("first", conversation: "a"), run.Delivery("second", conversation: "a"));
        var leases = await run.ClaimAllAsync();
        run.Expect(leases.Count == 2, $"of two events that may run {leases.Count} could be claimed");

        foreach (var step in Steps(run))
        {
            await run.Subject.SetClockAsync(step);
            await run.ExpectNothingClaimableAsync($"the clock was set by {step} while everything ran");
            var lost = await run.Inbox.RenewAsync(leases, run.LongTime, CancellationToken.None);
            run.Expect(lost.Count == 0, $"the clock was set by {step}, and {lost.Count} leases were lost");
        }

        foreach (var lease in leases)
        {
            await run.CompleteAsync(lease);
        }

        await run.CompleteAsync(await run.ClaimOnlyAsync());
    }

    private static async Task A_lease_ends_in_time_though_the_clock_is_set(InboxRun run)
    {
        foreach (var (round, step) in Steps(run).Index())
        {
            await run.AcceptAsync($"event-{round}");
            await run.ClaimOnlyAsync(run.ShortTime);

            await run.Subject.SetClockAsync(step);
            await run.ExpectNothingClaimableAsync($"the clock was set by {step} in the middle of a lease");
            await run.AdvancePastAsync(run.ShortTime);

            var again = await run.ClaimOnlyAsync();
            run.Expect(again.Attempt == 2, $"the clock was set by {step}, and the second attempt has the number {again.Attempt}");
            await run.CompleteAsync(again);
        }
    }

    private static async Task A_retry_comes_in_time_though_the_clock_is_set(InboxRun run)
    {
        foreach (var (round, step) in Steps(run).Index())
        {
            await run.AcceptAsync(
                run.Delivery($"first-{round}", conversation: "a"), run.Delivery($"second-{round}", conversation: "a"));
            await run.RetryAsync(await run.ClaimOnlyAsync(), run.ShortTime);

            await run.Subject.SetClockAsync(step);
            var early = await run.Inbox.ClaimAsync(1, run.LongTime, CancellationToken.None);
            run.Expect(early.Leases.Count == 0, $"the clock was set by {step}, and a retry came before its time");
            run.Expect(
                early.NextDue is { } due && due <= run.ShortTime,
                $"the clock was set by {step} while a retry of {run.ShortTime} waited, and the next event is due in {early.NextDue}");
            await run.AdvancePastAsync(run.ShortTime);

            var retried = await run.ClaimOnlyAsync();
            run.Expect(
                retried.Delivery.EventId == $"first-{round}",
                $"the clock was set by {step}, and '{retried.Delivery.EventId}' has overtaken the event before it");
            await run.CompleteAsync(retried);
            await run.CompleteAsync(await run.ClaimOnlyAsync());
        }
    }

    private static async Task A_clock_that_was_wrong_for_a_moment_forgets_no_id(InboxRun run)
    {
        var known = run.Delivery("known");
        await run.AcceptAsync(known);
        await run.CompleteAsync(await run.ClaimOnlyAsync());

        foreach (var (round, step) in Steps(run).Index())
        {
            await run.Subject.SetClockAsync(step);
            await run.ExpectDuplicateAsync(known, $"after the clock was set by {step}");
            await run.AcceptAsync($"event-{round}"); // what comes in may clean up
            await run.CompleteAsync(await run.ClaimOnlyAsync());
        }

        await run.ExpectDuplicateAsync(known, "when the clock was right again");
    }

    /// <summary>Forwards past everything that waits, back again, still further back, and to where it was.</summary>
    private static TimeSpan[] Steps(InboxRun run) => [2 * run.LongTime, -2 * run.LongTime, -2 * run.LongTime, 2 * run.LongTime];
}
