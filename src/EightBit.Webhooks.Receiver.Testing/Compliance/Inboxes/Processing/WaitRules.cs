namespace EightBit.Webhooks.Receiver.Testing.Compliance.Inboxes.Processing;

/// <summary>When a wait ends.</summary>
internal static class WaitRules
{
    public static IEnumerable<InboxCheck> All =>
    [
        InboxCheck.Of(
            An_accepted_event_ends_a_wait,
            "Every event waits for the next poll before it runs."),
        InboxCheck.Of(
            An_event_accepted_between_claim_and_wait_ends_the_wait,
            "Now and then an event waits for the next poll, though the processor is idle."),
        InboxCheck.Of(
            A_wait_ends_when_its_time_is_over,
            "The processor sleeps past a due retry or an expired lease, until somebody sends something."),
        InboxCheck.Of(
            A_cancelled_wait_throws,
            "The application does not stop while its inbox is empty."),
        InboxCheck.Of(
            A_cancelled_wait_takes_no_wake_up_with_it,
            "After a wait that was given up, the next event is not noticed."),
    ];

    private static async Task An_accepted_event_ends_a_wait(InboxRun run)
    {
        for (var round = 0; round < 3; round++)
        {
            await run.ExpectNothingClaimableAsync("the inbox should be empty");
            var wait = run.Inbox.WaitAsync(run.LongTime, CancellationToken.None).AsTask();
            await run.AcceptAsync($"event-{round}");
            await run.ExpectEndOfWaitAsync(wait, "after an event was accepted");
            await run.CompleteAsync(await run.ClaimOnlyAsync());
        }
    }

    private static async Task An_event_accepted_between_claim_and_wait_ends_the_wait(InboxRun run)
    {
        for (var round = 0; round < 3; round++)
        {
            await run.ExpectNothingClaimableAsync("the inbox should be empty");
            await run.AcceptAsync($"event-{round}");
            await run.ExpectEndOfWaitAsync(run.Inbox.WaitAsync(run.LongTime, CancellationToken.None).AsTask(), "although an event is ready");
            await run.CompleteAsync(await run.ClaimOnlyAsync());
        }
    }

    private static async Task A_wait_ends_when_its_time_is_over(InboxRun run)
    {
        var wait = run.Inbox.WaitAsync(run.Units(2), CancellationToken.None).AsTask();

        // More than once: with fake time, the wait may begin to look at the clock only after the first advance.
        for (var advance = 0; advance < 20 && !wait.IsCompleted; advance++)
        {
            await run.AdvanceAsync(run.Units(2));
            await Task.WhenAny(wait, Task.Delay(TimeSpan.FromMilliseconds(50)));
        }

        await run.ExpectEndOfWaitAsync(wait, "long after its time was over");
        await run.Inbox.WaitAsync(TimeSpan.Zero, CancellationToken.None).AsTask().WaitAsync(InboxRun.Soon);
    }

    private static async Task A_cancelled_wait_throws(InboxRun run)
    {
        using var stop = new CancellationTokenSource();
        var wait = run.Inbox.WaitAsync(run.LongTime, stop.Token).AsTask();
        await stop.CancelAsync();
        await ExpectCancelledAsync(run, wait, "a wait that was cancelled");
        await ExpectCancelledAsync(run, run.Inbox.WaitAsync(run.LongTime, stop.Token).AsTask(), "a wait with a cancelled token");
    }

    private static async Task A_cancelled_wait_takes_no_wake_up_with_it(InboxRun run)
    {
        using var stop = new CancellationTokenSource();
        var cancelled = run.Inbox.WaitAsync(run.LongTime, stop.Token).AsTask();
        await stop.CancelAsync();
        await cancelled.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        var wait = run.Inbox.WaitAsync(run.LongTime, CancellationToken.None).AsTask();
        await run.AcceptAsync("event-1");
        await run.ExpectEndOfWaitAsync(wait, "after an event was accepted");
    }

    private static async Task ExpectCancelledAsync(InboxRun run, Task wait, string what)
    {
        await Task.WhenAny(wait, Task.Delay(InboxRun.Soon));
        run.Expect(wait.IsCanceled, $"{what} is {wait.Status} instead of throwing an OperationCanceledException");
    }
}
