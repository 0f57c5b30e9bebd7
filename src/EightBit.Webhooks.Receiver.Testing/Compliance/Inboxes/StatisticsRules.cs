using EightBit.Webhooks.Receiver.Inbox;

namespace EightBit.Webhooks.Receiver.Testing.Compliance.Inboxes;

/// <summary>What an operator is told, and what is left when everything is done.</summary>
internal static class StatisticsRules
{
    public static IEnumerable<InboxCheck> All =>
    [
        InboxCheck.Of(
            Statistics_are_right_after_every_operation,
            "Health checks, dashboards and alarms go by wrong numbers."),
        InboxCheck.Of(
            The_oldest_age_is_that_of_the_oldest_pending_event,
            "Nobody is alarmed when events wait too long, or everybody is when none does."),
        InboxCheck.Of(
            No_residue_is_left_after_a_drain,
            "The inbox grows for ever, or fills up without holding anything."),
        InboxCheck.Of(
            What_an_inbox_can_do_is_declared,
            "Rules that apply to the inbox are not checked, because its subject declares less than the inbox can do."),
    ];

    private static async Task Statistics_are_right_after_every_operation(InboxRun run)
    {
        await ExpectAsync("nothing");

        InboxDelivery[] deliveries =
        [
            run.Delivery("a1", "a") with { Body = new byte[10] },
            run.Delivery("a2", "a") with { Body = new byte[200] },
            run.Delivery("free") with { Body = new byte[3_000] },
        ];
        await run.AcceptAsync(deliveries);
        await run.ExpectDuplicateAsync(deliveries[0], "a second time");
        await ExpectAsync("three accepted and a duplicate", pending: 3, bytes: 3_210);

        var leases = (await run.ClaimAllAsync()).ToDictionary(lease => lease.Delivery.EventId);
        await ExpectAsync("two claimed", pending: 3, claimed: 2, bytes: 3_210);

        await run.RetryAsync(leases["a1"], run.LongTime);
        await ExpectAsync("a retry", pending: 3, claimed: 1, awaitingRetry: 1, bytes: 3_210);

        await run.AbandonAsync(leases["free"]);
        await ExpectAsync("an abandoned attempt", pending: 3, awaitingRetry: 1, bytes: 3_210);

        var free = await run.ClaimOnlyAsync();
        await run.BuryAsync(free);
        await ExpectAsync("a death", pending: 2, awaitingRetry: 1, deadLetters: 1, bytes: 210);

        await run.ReplayAsync(free.EntryId);
        await ExpectAsync("a replay", pending: 3, awaitingRetry: 1, bytes: 3_210);

        await run.BuryAsync(await run.ClaimOnlyAsync());
        await run.Admin.PurgeAsync((await run.OnlyLetterAsync()).EntryId);
        await ExpectAsync("a death and a purge", pending: 2, awaitingRetry: 1, bytes: 210);

        await run.AcceptAsync(run.Delivery("last") with { Body = new byte[40_000] });
        await run.CompleteAsync(await run.ClaimOnlyAsync());
        await ExpectAsync("a completion", pending: 2, awaitingRetry: 1, bytes: 210);

        async Task ExpectAsync(
            string after, long pending = 0, long claimed = 0, long awaitingRetry = 0, long deadLetters = 0, long bytes = 0)
        {
            var actual = await run.Admin.GetStatisticsAsync();
            var expected = actual with
            {
                Pending = pending,
                Claimed = claimed,
                AwaitingRetry = awaitingRetry,
                DeadLetters = deadLetters,
                PendingBytes = bytes,
            };
            run.Expect(actual == expected, $"after {after} the statistics are {actual} instead of {expected}");
            run.Expect(
                (actual.OldestAge is null) == (pending == 0), $"with {pending} events pending the oldest age is {actual.OldestAge}");
        }
    }

    private static async Task The_oldest_age_is_that_of_the_oldest_pending_event(InboxRun run)
    {
        var acceptingOlder = run.Timestamp();
        await run.AcceptAsync("older");
        await run.AdvanceAsync(run.Units(8));
        var acceptingYounger = run.Timestamp();
        await run.AcceptAsync("younger");

        // Retries and claims do not make an event younger.
        var leases = (await run.ClaimAllAsync()).ToDictionary(lease => lease.Delivery.EventId);
        await run.RetryAsync(leases["older"], TimeSpan.Zero);
        await ExpectAgeAsync(run.Units(8), acceptingOlder);

        await run.CompleteAsync(await run.ClaimOnlyAsync());
        await ExpectAgeAsync(TimeSpan.Zero, acceptingYounger);

        async Task ExpectAgeAsync(TimeSpan least, long acceptedAfter)
        {
            var age = (await run.Admin.GetStatisticsAsync()).OldestAge;
            var most = run.Since(acceptedAfter) + run.Units(2);
            run.Expect(
                age >= least - run.Units(2) && age <= most, $"the oldest age is {age}, where {least} to {most} are right");
        }
    }

    private static async Task No_residue_is_left_after_a_drain(InboxRun run)
    {
        string?[] conversations = [null, "a", "b", "c"];
        await run.AcceptAsync(Enumerable.Range(0, 80).Select(number =>
            run.Delivery($"event-{number}", conversations[number % 4]) with { Tenant = number % 3 == 0 ? null : $"{number % 3}" }));

        var random = new Random(1);
        for (var rounds = 0; rounds < 400 && (await run.Admin.GetStatisticsAsync()).Pending > 0; rounds++)
        {
            foreach (var lease in await run.ClaimAllAsync())
            {
                await SettleSomehowAsync(run, lease, random.Next(8));
            }

            foreach (var letter in await run.LettersAsync())
            {
                await (random.Next(2) == 0 ? run.ReplayAsync(letter.EntryId) : run.Admin.PurgeAsync(letter.EntryId).AsTask());
            }
        }

        var statistics = await run.Admin.GetStatisticsAsync();
        run.Expect(
            statistics is { Pending: 0, Claimed: 0, AwaitingRetry: 0, PendingBytes: 0, DeadLetters: 0, OldestAge: null },
            $"with everything completed or purged, the statistics are {statistics}");
        var residue = await run.Subject.DescribeResidueAsync();
        run.Expect(residue is null, $"with everything completed or purged, this is left: {residue}");
    }

    private static async Task What_an_inbox_can_do_is_declared(InboxRun run)
    {
        var declared = run.Subject.Capabilities;
        run.Expect(
            run.Inbox.IsDurable == declared.HasFlag(InboxCapabilities.CrashAndReopen),
            $"IsDurable is {run.Inbox.IsDurable}, but the subject declares {declared}");

        var capacity = (await run.Admin.GetStatisticsAsync()).Capacity;
        run.Expect(
            capacity is not null == declared.HasFlag(InboxCapabilities.Capacity),
            $"the statistics say a capacity of {capacity?.ToString() ?? "null"}, but the subject declares {declared}");

        var finds = await CanFindAsync(run);
        run.Expect(
            finds == declared.HasFlag(InboxCapabilities.Inspection),
            $"FindAsync {(finds ? "works" : "throws a NotSupportedException")}, but the subject declares {declared}");
    }

    private static async Task<bool> CanFindAsync(InboxRun run)
    {
        try
        {
            await run.Admin.FindAsync("", null, "nothing");
            return true;
        }
        catch (NotSupportedException)
        {
            return false;
        }
    }

    private static Task SettleSomehowAsync(InboxRun run, InboxLease lease, int dice)
        => dice switch
        {
            0 => run.RetryAsync(lease, TimeSpan.Zero),
            1 => run.AbandonAsync(lease),
            2 => run.BuryAsync(lease),
            _ => run.CompleteAsync(lease),
        };
}
