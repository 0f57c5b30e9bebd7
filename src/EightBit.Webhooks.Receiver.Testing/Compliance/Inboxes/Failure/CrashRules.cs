using EightBit.Webhooks.Receiver.Inbox;

namespace EightBit.Webhooks.Receiver.Testing.Compliance.Inboxes.Failure;

/// <summary>What survives the sudden end of the process.</summary>
internal static class CrashRules
{
    public static IEnumerable<InboxCheck> All =>
    [
        Durable(
            A_crash_keeps_what_was_accepted,
            "Events that were answered 200 are lost with the process."),
        Durable(
            A_crash_keeps_ids,
            "After a restart, events run again when the platform sends them again."),
        Durable(
            A_crash_keeps_what_was_settled,
            "Events that were completed or purged come back with a restart."),
        Durable(
            A_crash_keeps_attempts_progress_and_due_times,
            "After a restart, an event has all its attempts again, handlers that succeeded run again, or retries come too early."),
        Durable(
            A_crash_loop_ends,
            "An event that ends the process does so again after every restart, for ever."),
        Durable(
            A_crash_keeps_dead_letters,
            "Dead letters are lost with the process, before anybody has seen them."),
        Durable(
            A_crash_keeps_the_order_of_conversations,
            "After a restart, messages of a conversation run in another order."),
        Durable(
            A_lease_from_before_a_crash_is_fenced,
            "A process that was taken for dead settles an attempt of its successor."),
        Durable(
            Entry_ids_and_tokens_are_not_reused_after_a_crash,
            "After a restart, a dead letter's number or a lease's token means another event."),
        Durable(
            A_crash_under_load_loses_nothing_accepted,
            "Events that were answered 200 while the process died are lost, or the platform's retry is dropped for one that was not."),
    ];

    private static InboxCheck Durable(
        Func<InboxRun, Task> run,
        string consequence,
        [System.Runtime.CompilerServices.CallerArgumentExpression(nameof(run))] string name = "")
        => InboxCheck.Of(run, consequence, InboxCapabilities.CrashAndReopen, name: name);

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
        await CrashAndOutliveLeasesAsync(run);

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
        await CrashAndOutliveLeasesAsync(run);

        foreach (var lease in await run.ClaimExactlyAsync(["due soon", "running"], "after the crash"))
        {
            run.Expect(lease.Attempt == 2, $"after the crash '{lease.Delivery.EventId}' says attempt {lease.Attempt} instead of 2");
            var expected = lease.Delivery.EventId == "running" ? HandlerProgress.None : progress;
            run.Expect(
                lease.Progress.Completed.SequenceEqual(expected.Completed) && lease.Progress.Rejected.SequenceEqual(expected.Rejected),
                $"after the crash the progress of '{lease.Delivery.EventId}' is another");
        }
    }

    private static async Task A_crash_loop_ends(InboxRun run)
    {
        await run.AcceptAsync(run.Delivery("deadly", "a"), run.Delivery("behind", "a"));
        for (var attempt = 1; attempt <= 4; attempt++)
        {
            var lease = await run.ClaimOnlyAsync(run.ShortTime);
            run.Expect(
                lease.Delivery.EventId == "deadly" && lease.Attempt == attempt,
                $"after {attempt - 1} crashes '{lease.Delivery.EventId}' was claimed as attempt {lease.Attempt}");
            await CrashAndOutliveLeasesAsync(run);
        }

        // What the processor does once the attempt is beyond its limit.
        await run.BuryAsync(await run.ClaimOnlyAsync());
        var letter = await run.OnlyLetterAsync();
        run.Expect(letter.Attempts == 5, $"after 4 crashes the dead letter says {letter.Attempts} attempts instead of 5");
        run.Expect((await run.ClaimOnlyAsync()).Delivery.EventId == "behind", "the event behind the deadly one is not claimable");
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
            await CrashAndOutliveLeasesAsync(run);
            foreach (var lease in await run.ClaimExactlyAsync([$"a{number}", $"b{number}"], "after the crash"))
            {
                await run.CompleteAsync(lease);
            }
        }
    }

    private static async Task A_lease_from_before_a_crash_is_fenced(InboxRun run)
    {
        await run.AcceptAsync("event-1");
        var before = await run.ClaimOnlyAsync(run.ShortTime);
        await CrashAndOutliveLeasesAsync(run);

        var after = await run.ClaimOnlyAsync();
        await run.ExpectFencedAsync(before, Settlement.Completed.Instance, "its event was claimed again after the crash");
        var lost = await run.Inbox.RenewAsync([before], run.LongTime, CancellationToken.None);
        run.Expect(lost.Count == 1, "renewing a lease from before the crash did not report it as lost");
        await run.CompleteAsync(after);
    }

    private static async Task Entry_ids_and_tokens_are_not_reused_after_a_crash(InboxRun run)
    {
        await run.AcceptAsync("completed");
        var completed = await run.ClaimOnlyAsync();
        await run.CompleteAsync(completed);
        var purged = await run.AcceptAndBuryAsync(run.Delivery("purged"));
        await run.Admin.PurgeAsync(purged.EntryId);
        await run.Subject.CrashAndReopenAsync();

        await run.AcceptAsync("new");
        var lease = await run.ClaimOnlyAsync();
        run.Expect(
            lease.EntryId > completed.EntryId && lease.EntryId > purged.EntryId,
            $"after the crash a new event got entry id {lease.EntryId}, after {completed.EntryId} and {purged.EntryId} had been given");

        await run.AbandonAsync(lease);
        await run.Subject.CrashAndReopenAsync();
        run.Expect((await run.ClaimOnlyAsync()).Token != lease.Token, $"after the crash token {lease.Token} was given to a second claim");
    }

    private static async Task A_crash_under_load_loses_nothing_accepted(InboxRun run)
    {
        var ids = Enumerable.Range(0, 200).Select(number => $"event-{number}").ToList();
        var offers = ids.ToDictionary(id => id, id => Task.Run(() => run.OfferAsync(run.Delivery(id))));
        while (offers.Values.Count(offer => offer.IsCompleted) < ids.Count / 4)
        {
            await Task.WhenAny(offers.Values.Where(offer => !offer.IsCompleted));
        }

        var acknowledged = offers.Where(offer => offer.Value.IsCompletedSuccessfully).Select(offer => offer.Key).ToHashSet();
        await run.Subject.CrashAndReopenAsync();

        // What was under way never heard of the crash. It must not be counted, but not be in the way of the end either.
        await Task.WhenAny(
            Task.WhenAll(offers.Values).ContinueWith(_ => { }, TaskScheduler.Default), Task.Delay(TimeSpan.FromSeconds(1)));
        foreach (var id in ids)
        {
            var outcome = await run.OfferAsync(run.Delivery(id));
            run.Expect(
                outcome == AcceptOutcome.Duplicate || (outcome == AcceptOutcome.Accepted && !acknowledged.Contains(id)),
                $"'{id}', {(acknowledged.Contains(id) ? "which was accepted before the crash" : "sent again after the crash")}, got {outcome}");
        }

        await run.ClaimExactlyAsync(ids, "after the crash, when everything was sent again");
    }

    private static async Task CrashAndOutliveLeasesAsync(InboxRun run)
    {
        await run.Subject.CrashAndReopenAsync();
        await run.AdvancePastAsync(run.ShortTime);
    }
}
