using EightBit.Webhooks.Receiver.Inbox;

namespace EightBit.Webhooks.Receiver.Testing.Compliance.Inboxes.Accepting;

/// <summary>An event is taken once.</summary>
internal static class AcceptRules
{
    private const int Callers = 64;

    public static IEnumerable<InboxCheck> All =>
    [
        InboxCheck.Of(
            Of_parallel_identical_accepts_one_is_accepted,
            "Copies of one delivery that arrive together run more than once."),
        InboxCheck.Of(
            Duplicates_inside_one_batch_are_found,
            "An inbox that writes many deliveries at once takes two copies that happen to be in the same batch."),
        InboxCheck.Of(
            Parallel_accepts_of_different_events_lose_nothing,
            "Events that were answered 200 under load never run."),
        InboxCheck.Of(
            A_duplicate_changes_nothing,
            "A second delivery with the id of an event that waits replaces its content, or runs beside it."),
        InboxCheck.Of(
            A_cancelled_accept_is_right_either_way,
            "When the acknowledgement budget runs out, the platform's retry is dropped although the event was never taken."),
    ];

    private static async Task Of_parallel_identical_accepts_one_is_accepted(InboxRun run)
    {
        for (var round = 0; round < 8; round++)
        {
            var delivery = run.Delivery($"event-{round}", conversation: round % 2 == 0 ? null : "a");
            var outcomes = await Task.WhenAll(
                Enumerable.Range(0, Callers).Select(_ => Task.Run(() => run.OfferAsync(delivery))));

            var accepted = outcomes.Count(outcome => outcome == AcceptOutcome.Accepted);
            var duplicates = outcomes.Count(outcome => outcome == AcceptOutcome.Duplicate);
            run.Expect(
                accepted == 1 && duplicates == Callers - 1,
                $"of {Callers} parallel accepts of one event {accepted} got Accepted and {duplicates} Duplicate, "
                + $"instead of 1 and {Callers - 1}");

            await run.CompleteAsync(await run.ClaimOnlyAsync());
        }
    }

    private static async Task Duplicates_inside_one_batch_are_found(InboxRun run)
    {
        const int Events = 50;
        const int Copies = 4;
        var ids = Enumerable.Range(0, Events).Select(number => $"event-{number}").ToList();

        // All are started before any is awaited, copies next to each other first and far from each other then.
        var offers = ids.SelectMany(id => Enumerable.Repeat(id, Copies / 2))
            .Concat(Enumerable.Repeat(ids, Copies / 2).SelectMany(again => again))
            .Select(id => (Id: id, Outcome: run.OfferAsync(run.Delivery(id))))
            .ToList();
        await Task.WhenAll(offers.Select(offer => offer.Outcome));

        foreach (var copies in offers.GroupBy(offer => offer.Id))
        {
            var accepted = 0;
            foreach (var (_, offered) in copies)
            {
                var outcome = await offered;
                accepted += outcome == AcceptOutcome.Accepted ? 1 : 0;
                run.Expect(
                    outcome is AcceptOutcome.Accepted or AcceptOutcome.Duplicate, $"'{copies.Key}' got {outcome}, with room enough");
            }

            run.Expect(accepted == 1, $"of {Copies} copies of '{copies.Key}' that were offered together {accepted} got Accepted");
        }

        await run.ClaimExactlyAsync(ids, "after the batch");
    }

    private static async Task Parallel_accepts_of_different_events_lose_nothing(InboxRun run)
    {
        var ids = Enumerable.Range(0, 512).Select(number => $"event-{number}").ToList();
        await Task.WhenAll(ids.Select(id => Task.Run(() => run.AcceptAsync(run.Delivery(id)))));

        await run.ClaimExactlyAsync(ids, "after parallel accepts");
    }

    private static async Task A_duplicate_changes_nothing(InboxRun run)
    {
        var first = run.Delivery("event-1", conversation: "a");
        await run.AcceptAsync(first);
        await run.ExpectDuplicateAsync(
            first with { EventType = "message.sent", OrderingKey = "b", Body = "{}"u8.ToArray(), EventIdHeader = "other" },
            "another delivery while the first waits");

        var kept = (await run.ClaimOnlyAsync()).Delivery;
        run.Expect(
            kept.EventType == first.EventType && kept.OrderingKey == first.OrderingKey && kept.EventIdHeader is null
                && kept.Body.Span.SequenceEqual(first.Body.Span),
            "the event has content of the second delivery");
    }

    private static async Task A_cancelled_accept_is_right_either_way(InboxRun run)
    {
        var ids = Enumerable.Range(0, 60).Select(number => $"event-{number}").ToList();
        await Task.WhenAll(ids.Select((id, number) => Task.Run(() => OfferAndCancelAsync(run, id, number))));

        foreach (var id in ids)
        {
            var outcome = await run.OfferAsync(run.Delivery(id));
            run.Expect(
                outcome is AcceptOutcome.Accepted or AcceptOutcome.Duplicate, $"the retry after a cancelled accept got {outcome}");
        }

        await run.ClaimExactlyAsync(ids, "after cancelled accepts and their retries");
    }

    private static async Task OfferAndCancelAsync(InboxRun run, string id, int number)
    {
        using var budget = new CancellationTokenSource();
        if (number % 3 == 0)
        {
            await budget.CancelAsync();
        }

        try
        {
            var offered = run.Inbox.AcceptAsync(run.Delivery(id), budget.Token);
            await budget.CancelAsync();
            await offered;
        }
        catch (OperationCanceledException)
        {
            // Whether it was taken is not known, as for the platform.
        }
    }
}
