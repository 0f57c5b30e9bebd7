using EightBit.Webhooks.Receiver.Inbox;

namespace EightBit.Webhooks.Receiver.Testing.Compliance.Inboxes.Processing;

/// <summary>What a claim gets.</summary>
internal static class ClaimRules
{
    public static IEnumerable<InboxCheck> All =>
    [
        InboxCheck.Of(
            A_claim_respects_max,
            "An application runs more events at a time than it was configured for."),
        InboxCheck.Of(
            Parallel_claims_never_share_an_event,
            "An event runs twice at the same time."),
        InboxCheck.Of(
            Events_without_order_are_claimed_oldest_first,
            "Under load, old events starve while new ones run."),
        InboxCheck.Of(
            Entry_ids_grow_in_the_order_of_acceptance,
            "Dead letters are listed in another order than their events came in, and the cursor skips some."),
        InboxCheck.Of(
            A_due_retry_is_not_starved_by_new_events,
            "An event that has failed once never runs again while there is traffic."),
        InboxCheck.Of(
            Next_due_is_null_when_nothing_waits,
            "The processor asks an empty inbox over and over."),
        InboxCheck.Of(
            Next_due_covers_the_earliest_retry_and_lease,
            "The processor sleeps past a due retry, or asks in a tight loop until it is due."),
    ];

    private static async Task A_claim_respects_max(InboxRun run)
    {
        var ids = Enumerable.Range(0, 10).Select(number => $"event-{number}").ToList();
        await run.AcceptAsync(ids);

        var first = await run.ClaimAsync(1);
        var second = await run.ClaimAsync(3);
        run.Expect(first.Count == 1, $"a claim of at most 1 got {first.Count}, with 10 events ready");
        run.Expect(second.Count > 0, "a claim of at most 3 got nothing, with 9 events ready");

        var claimed = first.Concat(second).Select(lease => lease.Delivery.EventId);
        await run.ClaimExactlyAsync(ids.Except(claimed), "the rest");
    }

    private static async Task Parallel_claims_never_share_an_event(InboxRun run)
    {
        const int Events = 400;
        await Task.WhenAll(Enumerable.Range(0, Events).Select(number => Task.Run(() => run.AcceptAsync($"event-{number}"))));

        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => Task.Run(async () =>
        {
            var mine = new List<InboxLease>();
            while (await run.ClaimAsync(1 + worker) is { Count: > 0 } leases)
            {
                mine.AddRange(leases);
            }

            return mine;
        })));

        var all = claims.SelectMany(leases => leases).ToList();
        var different = all.Select(lease => lease.Delivery.EventId).Distinct().Count();
        run.Expect(
            all.Count == Events && different == Events,
            $"eight parallel workers claimed {all.Count} times {different} of {Events} events, instead of each event once");
        foreach (var lease in all)
        {
            await run.CompleteAsync(lease);
        }
    }

    private static async Task Events_without_order_are_claimed_oldest_first(InboxRun run)
    {
        var ids = Enumerable.Range(0, 20).Select(number => $"event-{number}").ToList();
        await run.AcceptAsync(ids);

        var claimed = new List<string>();
        while (await run.ClaimAsync(3) is { Count: > 0 } leases)
        {
            claimed.AddRange(leases.Select(lease => lease.Delivery.EventId));
        }

        run.Expect(claimed.SequenceEqual(ids), $"accepted one after the other, the events were claimed as {string.Join(", ", claimed)}");
    }

    private static async Task Entry_ids_grow_in_the_order_of_acceptance(InboxRun run)
    {
        var last = long.MinValue;
        for (var number = 0; number < 20; number++)
        {
            await run.AcceptAsync(run.Delivery($"event-{number}", conversation: number % 3 == 0 ? null : $"{number % 2}"));
            var lease = await run.ClaimOnlyAsync();
            run.Expect(lease.EntryId > last, $"event {number} got entry id {lease.EntryId}, the one before it {last}");
            last = lease.EntryId;

            // What is gone leaves its number behind, also when it was the greatest.
            await run.CompleteAsync(lease);
        }
    }

    private static async Task A_due_retry_is_not_starved_by_new_events(InboxRun run)
    {
        await run.AcceptAsync("retried");
        await run.RetryAsync(await run.ClaimOnlyAsync(), run.Units(1));
        await run.AcceptAsync(Enumerable.Range(0, 10).Select(number => $"waiting-{number}"));
        await run.AdvancePastAsync(run.Units(1));

        const int Turns = 50;
        for (var turn = 0; turn < Turns; turn++)
        {
            await run.AcceptAsync($"new-{turn}");
            foreach (var lease in await run.ClaimAsync(1))
            {
                await run.CompleteAsync(lease);
                if (lease.Delivery.EventId == "retried")
                {
                    return;
                }
            }
        }

        throw run.Broken($"a due retry was not among {Turns} claims, with 10 events before it and one new event for each claim");
    }

    private static async Task Next_due_is_null_when_nothing_waits(InboxRun run)
    {
        await ExpectNoneAsync("in an empty inbox");

        await run.AcceptAsync("event-1");
        await run.CompleteAsync(await run.ClaimOnlyAsync());
        await ExpectNoneAsync("after everything was completed");

        await run.AcceptAndBuryAsync(run.Delivery("event-2"));
        await ExpectNoneAsync("with nothing but a dead letter");

        async Task ExpectNoneAsync(string when)
        {
            var batch = await run.Inbox.ClaimAsync(10, run.LongTime, CancellationToken.None);
            run.Expect(
                batch.Leases.Count == 0 && batch.NextDue is null, $"{when} a claim got {batch.Leases.Count} and NextDue {batch.NextDue}");
        }
    }

    private static async Task Next_due_covers_the_earliest_retry_and_lease(InboxRun run)
    {
        await run.AcceptAsync("retried", "retried later", "leased");
        var leases = await run.ClaimAsync(3, run.Units(2_000));
        run.Expect(leases.Count == 3, $"a claim of 3 got {leases.Count}, with 3 events ready");
        await ExpectAsync(run.Units(2_000), "three leases");

        await run.RetryAsync(leases[0], run.Units(3_000));
        await run.RetryAsync(leases[1], run.Units(4_000));
        await ExpectAsync(run.Units(2_000), "a lease that ends before the retries are due");

        await run.Inbox.RenewAsync([leases[2]], run.Units(8_000), CancellationToken.None);
        await ExpectAsync(run.Units(3_000), "a retry that is due before the other and before the lease ends");

        await run.CompleteAsync(leases[2]);
        await ExpectAsync(run.Units(3_000), "two retries");

        // Generous, since real time goes on: what has to be told apart is a thousand units apart.
        async Task ExpectAsync(TimeSpan expected, string with)
        {
            var batch = await run.Inbox.ClaimAsync(10, run.LongTime, CancellationToken.None);
            run.Expect(batch.Leases.Count == 0, $"with {with}, a claim got {batch.Leases.Count}");
            run.Expect(
                batch.NextDue <= expected && batch.NextDue > expected - run.Units(500),
                $"with {with}, the next is due in about {expected}, but NextDue is {batch.NextDue?.ToString() ?? "null"}");
        }
    }
}
