using EightBit.Webhooks.Receiver.Inbox;

namespace EightBit.Webhooks.Receiver.Testing.Compliance.Inboxes.Processing;

/// <summary>How attempts are counted, and what one leaves to the next.</summary>
internal static class AttemptRules
{
    public static IEnumerable<InboxCheck> All =>
    [
        InboxCheck.Of(
            Attempts_grow_with_every_claim,
            "An event that keeps failing is retried for ever."),
        InboxCheck.Of(
            An_attempt_that_is_never_settled_counts,
            "An event that ends the process runs again after every restart, and never becomes a dead letter."),
        InboxCheck.Of(
            An_abandoned_attempt_does_not_count,
            "Every deployment brings the events that run at that moment closer to the dead letters."),
        InboxCheck.Of(
            A_retry_is_not_claimed_before_its_due_time,
            "A service that is down is called in a tight loop, and every attempt is used up at once."),
        InboxCheck.Of(
            A_retry_is_claimed_when_it_is_due,
            "An event that has failed once never runs again."),
        InboxCheck.Of(
            A_retry_without_delay_can_be_claimed_at_once,
            "An event that may run at once waits."),
        InboxCheck.Of(
            Progress_is_kept_to_the_letter,
            "A handler that has succeeded runs again with every retry of another one."),
    ];

    private static async Task Attempts_grow_with_every_claim(InboxRun run)
    {
        await run.AcceptAsync("event-1");
        for (var attempt = 1; attempt <= 5; attempt++)
        {
            var lease = await ClaimAttemptAsync(run, attempt, "after retries");
            await run.RetryAsync(lease, run.Units(1));
            await run.AdvancePastAsync(run.Units(1));
        }
    }

    private static async Task An_attempt_that_is_never_settled_counts(InboxRun run)
    {
        await run.AcceptAsync(run.Delivery("event-1", conversation: "a"));
        for (var attempt = 1; attempt <= 4; attempt++)
        {
            await ClaimAttemptAsync(run, attempt, "after attempts that were never settled", run.ShortTime);
            await run.AdvancePastAsync(run.ShortTime);
        }

        await run.BuryAsync(await ClaimAttemptAsync(run, 5, "after attempts that were never settled"));
        var letter = await run.OnlyLetterAsync();
        run.Expect(letter.Attempts == 5, $"the dead letter says {letter.Attempts} attempts instead of 5");
    }

    private static async Task An_abandoned_attempt_does_not_count(InboxRun run)
    {
        await run.AcceptAsync(run.Delivery("event-1", conversation: "a"));
        for (var time = 0; time < 5; time++)
        {
            await run.AbandonAsync(await ClaimAttemptAsync(run, 1, $"abandoned {time} times"));
        }

        await run.RetryAsync(await ClaimAttemptAsync(run, 1, "abandoned 5 times"), run.Units(1));
        await run.AdvancePastAsync(run.Units(1));
        await run.AbandonAsync(await ClaimAttemptAsync(run, 2, "retried once"));
        await run.BuryAsync(await ClaimAttemptAsync(run, 2, "retried once and abandoned"));

        var letter = await run.OnlyLetterAsync();
        run.Expect(
            letter.Attempts == 2 && letter.History.Count == 2,
            $"with two failed and six abandoned attempts the dead letter says {letter.Attempts} attempts, {letter.History.Count} failed");
    }

    private static async Task A_retry_is_not_claimed_before_its_due_time(InboxRun run)
    {
        var delay = run.Units(8);
        await run.AcceptAsync(run.Delivery("free"), run.Delivery("ordered", conversation: "a"));
        var leases = await run.ClaimAllAsync(run.Units(2));
        var settling = run.Timestamp();
        foreach (var lease in leases)
        {
            await run.RetryAsync(lease, delay);
        }

        await ExpectNotDueAsync("at once");
        await run.AdvanceAsync(run.Units(4));
        await ExpectNotDueAsync("in the middle of the delay, when the lease would have ended");

        async Task ExpectNotDueAsync(string when)
        {
            var early = await run.ClaimAllAsync();
            run.Expect(early.Count == 0 || run.Since(settling) >= delay, $"a retry that was not due was claimed {when}");
        }
    }

    private static async Task A_retry_is_claimed_when_it_is_due(InboxRun run)
    {
        await run.AcceptAsync("later", "sooner");
        var leases = (await run.ClaimAllAsync()).ToDictionary(lease => lease.Delivery.EventId);
        await run.RetryAsync(leases["later"], run.LongTime);
        await run.RetryAsync(leases["sooner"], run.Units(2));

        await run.AdvancePastAsync(run.Units(2));
        var due = await run.ClaimOnlyAsync();
        run.Expect(due.Delivery.EventId == "sooner", "the retry with the longer delay was claimed first");
        await run.CompleteAsync(due);
    }

    private static async Task A_retry_without_delay_can_be_claimed_at_once(InboxRun run)
    {
        await run.AcceptAsync(run.Delivery("event-1", conversation: "a"));
        await run.RetryAsync(await run.ClaimOnlyAsync(), TimeSpan.Zero);

        await run.CompleteAsync(await ClaimAttemptAsync(run, 2, "retried without delay"));
    }

    private static async Task Progress_is_kept_to_the_letter(InboxRun run)
    {
        var first = new HandlerProgress(["Acme.Handler`1[[A, B]], \"x\"", "b;c|d\n", "\u00e9\U0001f600"], [""]);
        var second = new HandlerProgress([.. first.Completed, "later"], ["", "rejected"]);

        await run.AcceptAsync("event-1");
        var lease = await run.ClaimOnlyAsync();
        ExpectProgress(run, lease.Progress, HandlerProgress.None, "the first attempt");

        await run.SettleAsync(lease, new Settlement.Retry(run.Units(1), first, "failed"));
        await run.AdvancePastAsync(run.Units(1));
        lease = await run.ClaimOnlyAsync();
        ExpectProgress(run, lease.Progress, first, "the attempt after a retry");

        await run.SettleAsync(lease, new Settlement.Abandoned(second));
        lease = await run.ClaimOnlyAsync(run.ShortTime);
        ExpectProgress(run, lease.Progress, second, "the attempt after an abandoned one");

        await run.AdvancePastAsync(run.ShortTime);
        lease = await run.ClaimOnlyAsync();
        ExpectProgress(run, lease.Progress, second, "the attempt after an expired lease");

        await run.SettleAsync(lease, new Settlement.Dead(DeadLetterReason.Rejected, first, "dead"));
        ExpectProgress(run, (await run.OnlyLetterAsync()).Progress, first, "the dead letter");
    }

    private static async Task<InboxLease> ClaimAttemptAsync(InboxRun run, int attempt, string when, TimeSpan? duration = null)
    {
        var lease = await run.ClaimOnlyAsync(duration);
        run.Expect(lease.Attempt == attempt, $"{when}, the claim says attempt {lease.Attempt} instead of {attempt}");
        return lease;
    }

    private static void ExpectProgress(InboxRun run, HandlerProgress actual, HandlerProgress expected, string what)
        => run.Expect(
            actual.Completed.SequenceEqual(expected.Completed) && actual.Rejected.SequenceEqual(expected.Rejected),
            $"{what} has the progress {Describe(actual)} instead of {Describe(expected)}");

    private static string Describe(HandlerProgress progress)
        => $"completed [{string.Join(" + ", progress.Completed)}], rejected [{string.Join(" + ", progress.Rejected)}]";
}
