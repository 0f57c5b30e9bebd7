using EightBit.Webhooks.Receiver.Inbox;

namespace EightBit.Webhooks.Receiver.Testing.Compliance.Inboxes.Processing;

/// <summary>Events of one conversation run one at a time, in the order they were accepted.</summary>
internal static class OrderRules
{
    public static IEnumerable<InboxCheck> All =>
    [
        InboxCheck.Of(
            One_event_of_a_conversation_is_claimed_at_a_time,
            "Two messages of one conversation are processed beside each other, in either order."),
        InboxCheck.Of(
            A_retry_holds_back_its_own_conversation_alone,
            "A message overtakes one that has failed, or one customer's failure stops everybody."),
        InboxCheck.Of(
            An_abandoned_or_expired_event_stays_first_of_its_conversation,
            "After a deployment or a crash, messages of a conversation run in another order."),
        InboxCheck.Of(
            A_stuck_conversation_does_not_hold_up_others,
            "One conversation with a long backlog and a slow handler stops everybody."),
        InboxCheck.Of(
            A_dead_letter_unblocks_its_conversation,
            "A conversation stands still until somebody looks at its dead letter."),
        InboxCheck.Of(
            Conversations_differ_by_receiver_tenant_and_every_character,
            "One customer's events wait for another one's."),
        InboxCheck.Of(
            Two_parallel_workers_keep_the_order_of_every_conversation,
            "Under load, messages of a conversation run beside each other or in another order."),
        InboxCheck.Of(
            Any_interleaving_of_two_workers_keeps_order_and_attempts,
            "There is a sequence of retries, abandoned attempts and deaths after which order or attempts are wrong."),
    ];

    private static async Task One_event_of_a_conversation_is_claimed_at_a_time(InboxRun run)
    {
        var ids = Enumerable.Range(0, 20).Select(number => $"event-{number}").ToList();
        await run.AcceptAsync(ids.Select(id => run.Delivery(id, conversation: "a")));
        foreach (var id in ids)
        {
            var lease = await run.ClaimOnlyAsync();
            run.Expect(lease.Delivery.EventId == id, $"'{lease.Delivery.EventId}' was claimed instead of '{id}', which came before it");
            await run.CompleteAsync(lease);
        }
    }

    private static async Task A_retry_holds_back_its_own_conversation_alone(InboxRun run)
    {
        await run.AcceptAsync(
            run.Delivery("a1", "a"), run.Delivery("a2", "a"), run.Delivery("b1", "b"), run.Delivery("b2", "b"), run.Delivery("free"));
        var heads = (await run.ClaimExactlyAsync(["a1", "b1", "free"], "the first claim")).ToDictionary(lease => lease.Delivery.EventId);

        await run.RetryAsync(heads["a1"], run.Units(400));
        await run.CompleteAsync(heads["b1"]);
        await run.CompleteAsync(heads["free"]);
        await run.CompleteAsync((await run.ClaimExactlyAsync(["b2"], "while a1 waits for its retry"))[0]);

        await run.ExpectNothingClaimableAsync("a2 should wait while a1 waits for its retry");
    }

    private static async Task An_abandoned_or_expired_event_stays_first_of_its_conversation(InboxRun run)
    {
        await run.AcceptAsync(run.Delivery("a1", "a"), run.Delivery("a2", "a"));
        await run.AbandonAsync(await run.ClaimOnlyAsync());
        await ExpectFirstAsync("was abandoned", run.ShortTime);

        await run.AdvancePastAsync(run.ShortTime);
        await run.RetryAsync(await ExpectFirstAsync("has lost its lease"), run.Units(1));

        await run.AdvancePastAsync(run.Units(1));
        await run.CompleteAsync(await ExpectFirstAsync("was retried"));
        var second = await run.ClaimOnlyAsync();
        run.Expect(second.Delivery.EventId == "a2", $"'{second.Delivery.EventId}' was claimed instead of a2, after a1 was completed");

        async Task<InboxLease> ExpectFirstAsync(string what, TimeSpan? duration = null)
        {
            var lease = await run.ClaimOnlyAsync(duration);
            run.Expect(lease.Delivery.EventId == "a1", $"'{lease.Delivery.EventId}' was claimed instead of a1, which {what}");
            return lease;
        }
    }

    private static async Task A_stuck_conversation_does_not_hold_up_others(InboxRun run)
    {
        await run.AcceptAsync(Enumerable.Range(0, 300).Select(number => run.Delivery($"stuck-{number}", "stuck")));
        run.Expect((await run.ClaimAsync(1)).Count == 1, "the first event of the only conversation was not claimed");
        await run.AcceptAsync(run.Delivery("other", "other"), run.Delivery("free"));

        foreach (var expected in (string[])["other", "free"])
        {
            var leases = await run.ClaimAsync(1);
            run.Expect(
                leases.Count == 1 && leases[0].Delivery.EventId is "other" or "free",
                $"behind 299 events of a stuck conversation, a claim got {leases.Count} events instead of '{expected}'");
            await run.CompleteAsync(leases[0]);
        }
    }

    private static async Task A_dead_letter_unblocks_its_conversation(InboxRun run)
    {
        await run.AcceptAsync(run.Delivery("a1", "a"), run.Delivery("a2", "a"), run.Delivery("a3", "a"));
        await run.BuryAsync(await run.ClaimOnlyAsync());

        var next = await run.ClaimOnlyAsync();
        run.Expect(next.Delivery.EventId == "a2", $"after the death of a1, '{next.Delivery.EventId}' was claimed instead of a2");
        await run.BuryAsync(next);
        await run.CompleteAsync(await run.ClaimOnlyAsync());
    }

    private static async Task Conversations_differ_by_receiver_tenant_and_every_character(InboxRun run)
    {
        // The conversation is named like the event in the list of keys; ids are all different here.
        var deliveries = TrickyKeys.All
            .Select((key, number) => run.Delivery($"event-{number}", key.EventId) with { Receiver = key.Receiver, Tenant = key.Tenant })
            .ToList();
        await run.AcceptAsync(deliveries);
        await run.AcceptAsync(deliveries.Select(delivery => delivery with { EventId = $"{delivery.EventId}-behind" }));

        var heads = await run.ClaimExactlyAsync(deliveries.Select(delivery => delivery.EventId), "one event of each conversation");
        foreach (var head in heads)
        {
            await run.CompleteAsync(head);
        }

        await run.ClaimExactlyAsync(deliveries.Select(delivery => $"{delivery.EventId}-behind"), "the second event of each conversation");
    }

    private static async Task Two_parallel_workers_keep_the_order_of_every_conversation(InboxRun run)
    {
        var workload = new OrderedWorkload(run, conversations: 12, eventsEach: 15);
        await workload.AcceptAsync();
        await workload.WorkAsync(run, run);
    }

    private static async Task Any_interleaving_of_two_workers_keeps_order_and_attempts(InboxRun run)
    {
        for (var seed = 0; seed < 10; seed++)
        {
            await new RandomInterleaving(run, seed).RunAsync();
        }
    }
}
