using EightBit.Webhooks.Receiver.Inbox;

namespace EightBit.Webhooks.Receiver.Testing.Compliance.Inboxes.Failure;

/// <summary>What survives the sudden end of the process.</summary>
internal static class CrashRules
{
    public static IEnumerable<InboxCheck> All =>
    [
        InboxCheck.Of(
            A_crash_keeps_what_was_accepted,
            "Events that were answered 200 are lost with the process.",
            InboxCapabilities.CrashAndReopen),
        InboxCheck.Of(
            A_crash_keeps_ids,
            "After a restart, events run again when the platform sends them again.",
            InboxCapabilities.CrashAndReopen),
        InboxCheck.Of(
            A_crash_keeps_what_was_settled,
            "Events that were completed or purged come back with a restart.",
            InboxCapabilities.CrashAndReopen),
        InboxCheck.Of(
            A_crash_keeps_attempts_progress_and_due_times,
            "After a restart, an event has all its attempts again, handlers that succeeded run again, or retries come too early.",
            InboxCapabilities.CrashAndReopen),
        InboxCheck.Of(
            A_crash_keeps_dead_letters,
            "Dead letters are lost with the process, before anybody has seen them.",
            InboxCapabilities.CrashAndReopen),
        InboxCheck.Of(
            A_crash_keeps_the_order_of_conversations,
            "After a restart, messages of a conversation run in another order.",
            InboxCapabilities.CrashAndReopen),
    ];

    private static async Task A_crash_keeps_what_was_accepted(InboxRun run)
    {
        var body = new byte[100_000];
        new Random(1).NextBytes(body);
        var deliveries = Enumerable.Range(0, 50)
            .Select(number => run.Delivery($"event-{number}") with { Body = body.AsMemory(0, 2_000 * number), EventIdHeader = $"{number}" })
            .ToList();
        await run.AcceptAsync(deliveries);
        await run.Subject.CrashAndReopenAsync();

        var leases = await run.ClaimExactlyAsync(deliveries.Select(delivery => delivery.EventId), "after the crash");
        foreach (var (delivery, lease) in deliveries.Zip(leases.OrderBy(lease => lease.EntryId)))
        {
            var differences = Accepting.DeliveryComparison.Differences(lease.Delivery, delivery);
            run.Expect(differences.Count == 0, $"after the crash, an event has another {string.Join("; another ", differences)}");
        }
    }

    private static async Task A_crash_keeps_ids(InboxRun run)
    {
        await run.AcceptAsync("completed");
        await run.CompleteAsync(await run.ClaimOnlyAsync());
        await run.AcceptAndBuryAsync(run.Delivery("dead"));
        await run.AcceptAsync("pending");
        await run.Subject.CrashAndReopenAsync();

        foreach (var id in (string[])["completed", "dead", "pending"])
        {
            await run.ExpectDuplicateAsync(run.Delivery(id), "after the crash");
        }
    }

    private static async Task A_crash_keeps_what_was_settled(InboxRun run)
    {
        await run.AcceptAsync("completed");
        await run.CompleteAsync(await run.ClaimOnlyAsync(run.ShortTime));
        var purged = await run.AcceptAndBuryAsync(run.Delivery("purged"));
        await run.Admin.PurgeAsync(purged.EntryId);
        await run.CrashAndOutliveLeasesAsync();

        await run.ExpectNothingClaimableAsync("what was completed or purged should not come back with a crash");
        run.Expect((await run.LettersAsync()).Count == 0, "a dead letter that was purged came back with a crash");
        var statistics = await run.Admin.GetStatisticsAsync();
        run.Expect(
            statistics is { Pending: 0, PendingBytes: 0, DeadLetters: 0 }, $"with everything settled before the crash, there is {statistics}");
    }

    private static async Task A_crash_keeps_attempts_progress_and_due_times(InboxRun run)
    {
        var progress = new HandlerProgress(["crm"], ["mail"]);
        await run.AcceptAsync("due soon", "due late", "running");
        var leases = (await run.ClaimAllAsync(run.ShortTime)).ToDictionary(lease => lease.Delivery.EventId);
        await run.SettleAsync(leases["due soon"], new Settlement.Retry(run.Units(1), progress, "failed"));
        await run.SettleAsync(leases["due late"], new Settlement.Retry(run.LongTime, progress, "failed"));
        await run.CrashAndOutliveLeasesAsync();

        foreach (var lease in await run.ClaimExactlyAsync(["due soon", "running"], "after the crash"))
        {
            run.Expect(lease.Attempt == 2, $"after the crash '{lease.Delivery.EventId}' says attempt {lease.Attempt} instead of 2");
            var expected = lease.Delivery.EventId == "running" ? HandlerProgress.None : progress;
            run.Expect(
                lease.Progress.Completed.SequenceEqual(expected.Completed) && lease.Progress.Rejected.SequenceEqual(expected.Rejected),
                $"after the crash the progress of '{lease.Delivery.EventId}' is another");
        }
    }

    private static async Task A_crash_keeps_dead_letters(InboxRun run)
    {
        await run.AcceptAsync("event-1");
        await run.RetryAsync(await run.ClaimOnlyAsync(), TimeSpan.Zero, "first");
        await run.BuryAsync(await run.ClaimOnlyAsync(), "second");
        var before = await run.OnlyLetterAsync();
        await run.Subject.CrashAndReopenAsync();

        var after = await run.OnlyLetterAsync();
        run.Expect(
            after.EntryId == before.EntryId && after.Reason == before.Reason && after.Error == before.Error
                && after.Attempts == before.Attempts && after.DiedAt == before.DiedAt && after.History.SequenceEqual(before.History)
                && after.Delivery.Body.Span.SequenceEqual(before.Delivery.Body.Span),
            $"after the crash the dead letter is {after} instead of {before}");

        await run.ReplayAsync(after.EntryId);
        await run.Subject.CrashAndReopenAsync();
        run.Expect((await run.LettersAsync()).Count == 0, "after a replay and a crash, the letter is listed again");
        await run.CompleteAsync(await run.ClaimOnlyAsync());
    }

    private static async Task A_crash_keeps_the_order_of_conversations(InboxRun run)
    {
        await run.AcceptAsync(Enumerable.Range(0, 5).SelectMany(number => (InboxDelivery[])
            [run.Delivery($"a{number}", "a"), run.Delivery($"b{number}", "b")]));
        await run.AbandonAsync((await run.ClaimAsync(1))[0]);
        for (var number = 0; number < 5; number++)
        {
            await run.ClaimExactlyAsync([$"a{number}", $"b{number}"], "before the crash", run.ShortTime);
            await run.CrashAndOutliveLeasesAsync();
            foreach (var lease in await run.ClaimExactlyAsync([$"a{number}", $"b{number}"], "after the crash"))
            {
                await run.CompleteAsync(lease);
            }
        }
    }
}
