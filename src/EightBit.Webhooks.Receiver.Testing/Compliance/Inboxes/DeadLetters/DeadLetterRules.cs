using EightBit.Webhooks.Receiver.Inbox;

namespace EightBit.Webhooks.Receiver.Testing.Compliance.Inboxes.DeadLetters;

/// <summary>What is kept of an event that could not be processed.</summary>
internal static class DeadLetterRules
{
    private const int Attempts = 25;
    private const int KeptAttempts = 20;

    public static IEnumerable<InboxCheck> All =>
    [
        InboxCheck.Of(
            A_dead_letter_keeps_reason_error_and_time,
            "An operator cannot see why an event failed."),
        InboxCheck.Of(
            A_dead_letter_keeps_its_history,
            "An operator sees only the last error, which may have another cause than the first."),
        InboxCheck.Of(
            A_dead_letter_is_not_claimed,
            "An event that was given up runs again."),
        InboxCheck.Of(
            Dead_letters_are_listed_by_receiver_in_pages,
            "An operator does not see all dead letters, or sees another receiver's."),
        InboxCheck.Of(
            The_cursor_is_stable_under_writes,
            "While dead letters come and go, an operator who pages through them misses some or sees some twice."),
        InboxCheck.Of(
            A_page_has_1_to_1000_letters,
            "One request for the list of dead letters reads everything there is into memory."),
        InboxCheck.Of(
            A_purged_letter_is_gone_once,
            "A dead letter cannot be got rid of, or something else goes with it."),
    ];

    private static async Task A_dead_letter_keeps_reason_error_and_time(InboxRun run)
    {
        foreach (var reason in Enum.GetValues<DeadLetterReason>())
        {
            var error = $"{reason}: \u00e9\U0001f600 'quoted' \"twice\"\n{new string('x', 16_000)}";
            await run.AcceptAsync($"event-{reason}");
            var lease = await run.ClaimOnlyAsync();
            await run.SettleAsync(lease, new Settlement.Dead(reason, HandlerProgress.None, error));

            var letter = await run.LetterOfAsync(lease);
            run.Expect(letter.Reason == reason, $"the reason is {letter.Reason} instead of {reason}");
            run.Expect(letter.Error == error, $"an error of {error.Length} characters came back as {letter.Error.Length} others");
            run.Expect(letter.Attempts == 1, $"the dead letter says {letter.Attempts} attempts instead of 1");
            ExpectNow(run, letter.DiedAt, "the dead letter died");
        }
    }

    private static async Task A_dead_letter_keeps_its_history(InboxRun run)
    {
        await run.AcceptAsync(run.Delivery("event-1", conversation: "a"));
        for (var attempt = 1; attempt < Attempts; attempt++)
        {
            await run.RetryAsync(await run.ClaimOnlyAsync(), TimeSpan.Zero, $"error {attempt}");
        }

        await run.BuryAsync(await run.ClaimOnlyAsync(), $"error {Attempts}");
        var history = (await run.OnlyLetterAsync()).History;
        run.Expect(
            history.Count is >= KeptAttempts and <= Attempts,
            $"after {Attempts} failed attempts the history has {history.Count}, instead of at least the last {KeptAttempts}");

        var expected = Attempts - history.Count;
        foreach (var failure in history)
        {
            expected++;
            run.Expect(
                failure.Attempt == expected && failure.Error == $"error {expected}",
                $"where attempt {expected} should be, the history says attempt {failure.Attempt} with '{failure.Error}'");
            ExpectNow(run, failure.FailedAt, $"attempt {failure.Attempt} failed");
        }
    }

    private static async Task A_dead_letter_is_not_claimed(InboxRun run)
    {
        await run.AcceptAsync("event-1");
        await run.BuryAsync(await run.ClaimOnlyAsync(run.ShortTime));
        await run.ExpectNothingClaimableAsync("a dead letter should not be claimable");

        await run.AdvancePastAsync(run.ShortTime);
        await run.ExpectNothingClaimableAsync("a dead letter should not be claimable after the end of its last lease");
    }

    private static async Task Dead_letters_are_listed_by_receiver_in_pages(InboxRun run)
    {
        string[] receivers = ["", "acme", "Acme"];
        var expected = new List<DeadLetter>();
        for (var number = 0; number < 12; number++)
        {
            expected.Add(await run.AcceptAndBuryAsync(run.Delivery($"event-{number}") with { Receiver = receivers[number % 3] }));
        }

        foreach (var take in (int[])[1, 3, 4, 5, 12, 100])
        {
            await ExpectPagesAsync(run, new DeadLetterQuery { Take = take }, expected);
            foreach (var receiver in receivers)
            {
                await ExpectPagesAsync(
                    run,
                    new DeadLetterQuery { Take = take, Receiver = receiver },
                    expected.Where(letter => letter.Delivery.Receiver == receiver));
            }
        }

        await ExpectPagesAsync(run, new DeadLetterQuery { Receiver = "nobody" }, []);
    }

    private static async Task The_cursor_is_stable_under_writes(InboxRun run)
    {
        var letters = new List<DeadLetter>();
        for (var number = 0; number < 9; number++)
        {
            letters.Add(await run.AcceptAndBuryAsync(run.Delivery($"event-{number}")));
        }

        var first = await run.Admin.ListDeadLettersAsync(new DeadLetterQuery { Take = 3 });
        run.Expect(first.Items.Count == 3 && first.Next is not null, $"the first page of 3 of 9 has {first.Items.Count}, next {first.Next}");

        // One that was listed, the one that the cursor stands on, one to come; and two new ones.
        await run.Admin.PurgeAsync(letters[0].EntryId);
        await run.Admin.PurgeAsync(letters[2].EntryId);
        await run.ReplayAsync(letters[4].EntryId);
        await run.CompleteAsync(await run.ClaimOnlyAsync());
        letters.Add(await run.AcceptAndBuryAsync(run.Delivery("new-1")));
        letters.Add(await run.AcceptAndBuryAsync(run.Delivery("new-2")));

        var stillToCome = letters.Skip(3).Where(letter => letter.EntryId != letters[4].EntryId);
        await ExpectPagesAsync(run, new DeadLetterQuery { Take = 3, After = first.Next!.Value }, stillToCome);
    }

    private static async Task A_page_has_1_to_1000_letters(InboxRun run)
    {
        foreach (var take in (int[])[int.MinValue, -1, 0, DeadLetterQuery.MaxTake + 1, int.MaxValue])
        {
            try
            {
                await run.Admin.ListDeadLettersAsync(new DeadLetterQuery { Take = take });
            }
            catch (ArgumentOutOfRangeException)
            {
                continue;
            }

            throw run.Broken($"listing with Take = {take} did not throw an ArgumentOutOfRangeException");
        }

        await run.Admin.ListDeadLettersAsync(new DeadLetterQuery { Take = DeadLetterQuery.MaxTake });
    }

    private static async Task A_purged_letter_is_gone_once(InboxRun run)
    {
        var kept = await run.AcceptAndBuryAsync(run.Delivery("kept"));
        var purged = await run.AcceptAndBuryAsync(run.Delivery("purged"));
        await run.AcceptAsync("pending");
        var pending = await run.ClaimOnlyAsync();

        run.Expect(await run.Admin.PurgeAsync(purged.EntryId), "purging a dead letter returned false");
        run.Expect(!await run.Admin.PurgeAsync(purged.EntryId), "purging a dead letter that is gone returned true");
        run.Expect(!await run.Admin.PurgeAsync(pending.EntryId), "purging an event that is no dead letter returned true");
        run.Expect(!await run.Admin.PurgeAsync(long.MaxValue), "purging an entry that never was returned true");

        run.Expect((await run.OnlyLetterAsync()).EntryId == kept.EntryId, "another letter than the purged one is gone");
        await run.CompleteAsync(pending);
        await run.ExpectDuplicateAsync(run.Delivery("purged"), "after its dead letter was purged");
    }

    private static async Task ExpectPagesAsync(InboxRun run, DeadLetterQuery query, IEnumerable<DeadLetter> expected)
    {
        var ids = expected.Select(letter => letter.EntryId).Order().ToList();
        var listed = new List<long>();
        for (var pages = 0; pages <= ids.Count; pages++)
        {
            var page = await run.Admin.ListDeadLettersAsync(query);
            run.Expect(page.Items.Count <= query.Take, $"a page of at most {query.Take} has {page.Items.Count} letters");
            listed.AddRange(page.Items.Select(letter => letter.EntryId));
            if (page.Next is not { } next)
            {
                break;
            }

            query = query with { After = next };
        }

        run.Expect(
            listed.SequenceEqual(ids),
            $"pages of {query.Take} for receiver '{query.Receiver ?? "any"}' list [{string.Join(", ", listed)}] "
            + $"instead of [{string.Join(", ", ids)}]");
    }

    // Roughly: a server's clock may differ from ours. What this finds is a time that was never set, or in another time zone.
    private static void ExpectNow(InboxRun run, DateTimeOffset time, string what)
    {
        var now = run.Subject.Time.GetUtcNow();
        run.Expect((time - now).Duration() < TimeSpan.FromMinutes(5), $"{what} at {time:O}, but now it is {now:O}");
    }
}
