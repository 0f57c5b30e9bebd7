using EightBit.Webhooks.Receiver.Inbox;

namespace EightBit.Webhooks.Receiver.Testing.Compliance.Inboxes.Accepting;

/// <summary>What happens at the limit.</summary>
internal static class CapacityRules
{
    private const int Capacity = 8;

    public static IEnumerable<InboxCheck> All =>
    [
        InboxCheck.Of(
            Full_leaves_the_id_unseen,
            "A delivery that was turned away with 503 is dropped as a duplicate when the platform sends it again: the event is lost.",
            capacity: Capacity),
        InboxCheck.Of(
            Full_comes_at_the_capacity_and_goes_with_it,
            "The inbox grows past its limit, or stays closed after it has been emptied.",
            capacity: Capacity),
        InboxCheck.Of(
            Parallel_accepts_do_not_pass_the_capacity,
            "A burst fills the inbox past its limit, or leaves room reserved that is never used.",
            capacity: Capacity),
        InboxCheck.Of(
            A_full_inbox_can_still_be_worked_on,
            "An inbox that is full can no longer settle, so it never gets emptied.",
            capacity: Capacity),
    ];

    private static async Task Full_leaves_the_id_unseen(InboxRun run)
    {
        await FillAsync(run);
        var late = run.Delivery("late", conversation: "a");
        await ExpectFullAsync(run, late);
        await ExpectFullAsync(run, late);

        var leases = await run.ClaimExactlyAsync(Ids, "a full inbox");
        await run.CompleteAsync(leases[0]);

        await run.AcceptAsync(late);
        await run.CompleteAsync(await run.ClaimOnlyAsync());
    }

    private static async Task Full_comes_at_the_capacity_and_goes_with_it(InboxRun run)
    {
        for (var round = 0; round < 3; round++)
        {
            var ids = Enumerable.Range(0, Capacity).Select(number => $"round-{round}-{number}").ToList();
            await run.AcceptAsync(ids);
            await ExpectFullAsync(run, run.Delivery("late"));

            var statistics = await run.Admin.GetStatisticsAsync();
            run.Expect(
                statistics is { Pending: Capacity, Capacity: Capacity },
                $"with {Capacity} events in an inbox for {Capacity} the statistics say {statistics}");

            foreach (var lease in await run.ClaimExactlyAsync(ids, "a full inbox"))
            {
                await run.CompleteAsync(lease);
            }
        }
    }

    private static async Task Parallel_accepts_do_not_pass_the_capacity(InboxRun run)
    {
        var deliveries = Enumerable.Range(0, 32).Select(number => run.Delivery($"event-{number}")).ToList();
        var outcomes = await Task.WhenAll(deliveries.Select(delivery => Task.Run(() => run.OfferAsync(delivery))));

        var accepted = outcomes.Count(outcome => outcome == AcceptOutcome.Accepted);
        var full = outcomes.Count(outcome => outcome == AcceptOutcome.Full);
        run.Expect(
            accepted == Capacity && full == deliveries.Count - Capacity,
            $"of {deliveries.Count} parallel accepts into an inbox for {Capacity} {accepted} got Accepted and {full} Full");

        while (await run.ClaimAllAsync() is { Count: > 0 } leases)
        {
            foreach (var lease in leases)
            {
                await run.CompleteAsync(lease);
            }

            foreach (var delivery in deliveries)
            {
                await run.OfferAsync(delivery);
            }
        }

        foreach (var delivery in deliveries)
        {
            await run.ExpectDuplicateAsync(delivery, "after everything was taken in turn");
        }
    }

    private static async Task A_full_inbox_can_still_be_worked_on(InboxRun run)
    {
        await FillAsync(run);
        var leases = await run.ClaimExactlyAsync(Ids, "a full inbox");

        await run.RetryAsync(leases[0], TimeSpan.Zero);
        await run.AbandonAsync(leases[1]);
        await ExpectFullAsync(run, run.Delivery("late"));
        await run.BuryAsync(leases[2]);
        await run.AcceptAsync("late");
        await ExpectFullAsync(run, run.Delivery("later"));

        foreach (var lease in leases.Skip(3))
        {
            await run.CompleteAsync(lease);
        }

        await run.AdvanceAsync(run.Units(1));
        await run.ClaimExactlyAsync([leases[0].Delivery.EventId, leases[1].Delivery.EventId, "late"], "after settling");
    }

    private static IEnumerable<string> Ids => Enumerable.Range(0, Capacity).Select(number => $"event-{number}");

    private static Task FillAsync(InboxRun run) => run.AcceptAsync(Ids);

    private static async Task ExpectFullAsync(InboxRun run, InboxDelivery delivery)
    {
        var outcome = await run.OfferAsync(delivery);
        run.Expect(
            outcome == AcceptOutcome.Full, $"with {Capacity} events pending in an inbox for {Capacity}, another one got {outcome}");
    }
}
