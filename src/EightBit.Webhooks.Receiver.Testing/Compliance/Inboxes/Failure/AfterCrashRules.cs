using EightBit.Webhooks.Receiver.Inbox;

namespace EightBit.Webhooks.Receiver.Testing.Compliance.Inboxes.Failure;

/// <summary>What was under way when the process ended.</summary>
internal static class AfterCrashRules
{
    public static IEnumerable<InboxCheck> All =>
    [
        InboxCheck.Of(
            A_crash_loop_ends,
            "An event that ends the process does so again after every restart, for ever.",
            InboxCapabilities.CrashAndReopen),
        InboxCheck.Of(
            A_lease_from_before_a_crash_is_fenced,
            "A process that was taken for dead settles an attempt of its successor.",
            InboxCapabilities.CrashAndReopen),
        InboxCheck.Of(
            Entry_ids_and_tokens_are_not_reused_after_a_crash,
            "After a restart, a dead letter's number or a lease's token means another event.",
            InboxCapabilities.CrashAndReopen),
        InboxCheck.Of(
            A_crash_under_load_loses_nothing_accepted,
            "Events that were answered 200 while the process died are lost, or the platform's retry is dropped for one that was not.",
            InboxCapabilities.CrashAndReopen),
    ];

    private static async Task A_crash_loop_ends(InboxRun run)
    {
        await run.AcceptAsync(run.Delivery("deadly", "a"), run.Delivery("behind", "a"));
        for (var attempt = 1; attempt <= 4; attempt++)
        {
            var lease = await run.ClaimOnlyAsync(run.ShortTime);
            run.Expect(
                lease.Delivery.EventId == "deadly" && lease.Attempt == attempt,
                $"after {attempt - 1} crashes '{lease.Delivery.EventId}' was claimed as attempt {lease.Attempt}");
            await run.CrashAndOutliveLeasesAsync();
        }

        // What the processor does once the attempt is beyond its limit.
        await run.BuryAsync(await run.ClaimOnlyAsync());
        var letter = await run.OnlyLetterAsync();
        run.Expect(letter.Attempts == 5, $"after 4 crashes the dead letter says {letter.Attempts} attempts instead of 5");
        run.Expect((await run.ClaimOnlyAsync()).Delivery.EventId == "behind", "the event behind the deadly one is not claimable");
    }

    private static async Task A_lease_from_before_a_crash_is_fenced(InboxRun run)
    {
        await run.AcceptAsync("event-1");
        var before = await run.ClaimOnlyAsync(run.ShortTime);
        await run.CrashAndOutliveLeasesAsync();

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
            await Task.WhenAny(offers.Values.Where(offer => !offer.IsCompleted).DefaultIfEmpty(offers[ids[0]])); // all may have ended just now
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
}
