using EightBit.Webhooks.Receiver.Inbox;

namespace EightBit.Webhooks.Receiver.Testing.Compliance.Inboxes.DeadLetters;

/// <summary>What a replay does.</summary>
internal static class ReplayRules
{
    private const int Capacity = 3;

    public static IEnumerable<InboxCheck> All =>
    [
        InboxCheck.Of(
            A_replay_runs_once_and_stays_deduplicated,
            "A replayed event runs several times, or once more when the platform sends it again."),
        InboxCheck.Of(
            Parallel_replays_run_once,
            "Two operators who replay the same dead letter make it run twice."),
        InboxCheck.Of(
            A_replay_has_all_its_attempts_ahead_of_it,
            "A replayed event is a dead letter again after its first failure."),
        InboxCheck.Of(
            A_replay_skips_what_succeeded_and_repeats_what_was_rejected,
            "A replay runs handlers again that had succeeded, or skips the one it is meant for."),
        InboxCheck.Of(
            A_replay_goes_behind_its_conversation,
            "A replayed event runs beside another one of its conversation, or holds back what has waited."),
        InboxCheck.Of(
            A_replayed_event_can_die_again,
            "A replayed event that fails again is lost."),
        InboxCheck.Of(
            A_replay_of_an_unknown_entry_is_not_found,
            "An operator believes that an event was replayed that was not, or replays one that is running."),
        InboxCheck.Of(
            A_replay_into_a_full_inbox_leaves_the_letter,
            "A dead letter that is replayed at a bad moment is lost.",
            capacity: Capacity),
        InboxCheck.Of(
            A_replay_ends_a_wait,
            "A replayed event waits for the next poll."),
    ];

    private static async Task A_replay_runs_once_and_stays_deduplicated(InboxRun run)
    {
        var delivery = run.Delivery("event-1", conversation: "a");
        var letter = await run.AcceptAndBuryAsync(delivery);
        await run.ReplayAsync(letter.EntryId);
        run.Expect((await run.LettersAsync()).Count == 0, "a replayed letter is still listed");
        await run.ExpectDuplicateAsync(delivery, "after a replay");
        await ExpectNotFoundAsync(run, letter.EntryId, "it was replayed");

        await run.CompleteAsync(await run.ClaimOnlyAsync());
        await run.ExpectNothingClaimableAsync("a replayed event should run once");
        await ExpectNotFoundAsync(run, letter.EntryId, "it was replayed and completed");
        await run.ExpectDuplicateAsync(delivery, "after a replay was completed");
    }

    private static async Task Parallel_replays_run_once(InboxRun run)
    {
        var letter = await run.AcceptAndBuryAsync(run.Delivery("event-1"));
        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 16).Select(_ => Task.Run(async () => await run.Admin.ReplayAsync(letter.EntryId))));

        var replayed = outcomes.Count(outcome => outcome == ReplayOutcome.Replayed);
        run.Expect(replayed == 1, $"of 16 parallel replays of one letter {replayed} got Replayed");
        await run.CompleteAsync(await run.ClaimOnlyAsync());
    }

    private static async Task A_replay_has_all_its_attempts_ahead_of_it(InboxRun run)
    {
        await run.AcceptAsync("event-1");
        for (var attempt = 1; attempt < 4; attempt++)
        {
            await run.RetryAsync(await run.ClaimOnlyAsync(), TimeSpan.Zero);
        }

        await run.BuryAsync(await run.ClaimOnlyAsync());
        await run.ReplayAsync((await run.OnlyLetterAsync()).EntryId);
        var lease = await run.ClaimOnlyAsync();
        run.Expect(lease.Attempt == 1, $"the first attempt after a replay is attempt {lease.Attempt}");
    }

    private static async Task A_replay_skips_what_succeeded_and_repeats_what_was_rejected(InboxRun run)
    {
        await run.AcceptAsync("event-1");
        await run.SettleAsync(
            await run.ClaimOnlyAsync(),
            new Settlement.Dead(DeadLetterReason.Rejected, new HandlerProgress(["crm", "audit"], ["mail"]), "dead"));

        await run.ReplayAsync((await run.OnlyLetterAsync()).EntryId);
        var progress = (await run.ClaimOnlyAsync()).Progress;
        run.Expect(
            progress.Completed.SequenceEqual(["crm", "audit"]) && progress.Rejected.Count == 0,
            $"after a replay the completed handlers are [{string.Join(", ", progress.Completed)}] instead of [crm, audit], "
            + $"and the rejected ones [{string.Join(", ", progress.Rejected)}] instead of none");
    }

    private static async Task A_replay_goes_behind_its_conversation(InboxRun run)
    {
        await run.AcceptAsync(run.Delivery("a1", "a"), run.Delivery("a2", "a"), run.Delivery("a3", "a"));
        await run.BuryAsync(await run.ClaimOnlyAsync());
        await run.ReplayAsync((await run.OnlyLetterAsync()).EntryId);
        await run.AcceptAsync(run.Delivery("a4", "a"));

        foreach (var expected in (string[])["a2", "a3", "a1", "a4"])
        {
            var lease = await run.ClaimOnlyAsync();
            run.Expect(
                lease.Delivery.EventId == expected,
                $"after a1 was replayed behind a2 and a3 and before a4, '{lease.Delivery.EventId}' was claimed instead of '{expected}'");
            await run.CompleteAsync(lease);
        }
    }

    private static async Task A_replayed_event_can_die_again(InboxRun run)
    {
        var letter = await run.AcceptAndBuryAsync(run.Delivery("event-1", conversation: "a"));
        for (var time = 1; time <= 3; time++)
        {
            await run.ReplayAsync(letter.EntryId);
            await run.BuryAsync(await run.ClaimOnlyAsync(), $"death {time}");
            letter = await run.OnlyLetterAsync();
            run.Expect(
                letter.Error == $"death {time}" && letter.Attempts == 1,
                $"after replay {time} the dead letter says '{letter.Error}' and {letter.Attempts} attempts");
        }
    }

    private static async Task A_replay_of_an_unknown_entry_is_not_found(InboxRun run)
    {
        await ExpectNotFoundAsync(run, 1, "there is nothing in the inbox");
        await ExpectNotFoundAsync(run, long.MaxValue, "there is nothing in the inbox");

        await run.AcceptAsync("event-1");
        var lease = await run.ClaimOnlyAsync();
        await ExpectNotFoundAsync(run, lease.EntryId, "it is claimed and no dead letter");
        await run.RetryAsync(lease, run.LongTime);
        await ExpectNotFoundAsync(run, lease.EntryId, "it waits for a retry and is no dead letter");

        var purged = await run.AcceptAndBuryAsync(run.Delivery("event-2"));
        await run.Admin.PurgeAsync(purged.EntryId);
        await ExpectNotFoundAsync(run, purged.EntryId, "it was purged");
        await run.ExpectNothingClaimableAsync("nothing was replayed");
    }

    private static async Task A_replay_into_a_full_inbox_leaves_the_letter(InboxRun run)
    {
        var letter = await run.AcceptAndBuryAsync(run.Delivery("dead"));
        await run.AcceptAsync(Enumerable.Range(0, Capacity).Select(number => $"event-{number}"));

        var outcome = await run.Admin.ReplayAsync(letter.EntryId);
        run.Expect(outcome == ReplayOutcome.Full, $"a replay into a full inbox got {outcome}");
        run.Expect((await run.OnlyLetterAsync()).EntryId == letter.EntryId, "the letter has changed after a replay into a full inbox");

        foreach (var lease in await run.ClaimAllAsync())
        {
            await run.CompleteAsync(lease);
        }

        await run.ReplayAsync(letter.EntryId);
        await run.CompleteAsync(await run.ClaimOnlyAsync());
    }

    private static async Task A_replay_ends_a_wait(InboxRun run)
    {
        var letter = await run.AcceptAndBuryAsync(run.Delivery("event-1"));
        await run.ExpectNothingClaimableAsync("there is only a dead letter");

        var wait = run.Inbox.WaitAsync(run.LongTime, CancellationToken.None).AsTask();
        await run.ReplayAsync(letter.EntryId);
        await run.ExpectEndOfWaitAsync(wait, "after a replay");
    }

    private static async Task ExpectNotFoundAsync(InboxRun run, long entryId, string because)
    {
        var outcome = await run.Admin.ReplayAsync(entryId);
        run.Expect(outcome == ReplayOutcome.NotFound, $"the replay of entry {entryId} got {outcome} instead of NotFound, although {because}");
    }
}
