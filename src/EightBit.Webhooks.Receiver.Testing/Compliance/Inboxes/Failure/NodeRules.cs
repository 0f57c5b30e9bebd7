using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Testing.Compliance.Inboxes.Processing;

namespace EightBit.Webhooks.Receiver.Testing.Compliance.Inboxes.Failure;

/// <summary>Several processes work on one inbox.</summary>
internal static class NodeRules
{
    private const int Callers = 64;

    public static IEnumerable<InboxCheck> All =>
    [
        InboxCheck.Of(
            Of_parallel_identical_accepts_on_two_nodes_one_is_accepted,
            "Copies of one delivery that a load balancer spreads over two machines run on both.",
            InboxCapabilities.SecondNode),
        InboxCheck.Of(
            An_event_is_claimed_on_one_node_alone,
            "Two machines run the same event at the same time.",
            InboxCapabilities.SecondNode),
        InboxCheck.Of(
            Another_node_takes_over_an_expired_lease,
            "The events of a machine that died wait until it comes back; or when it does, it disturbs who took over.",
            InboxCapabilities.SecondNode),
        InboxCheck.Of(
            A_retry_or_an_abandoned_event_can_go_on_on_another_node,
            "Events of a machine that was shut down wait until it comes back.",
            InboxCapabilities.SecondNode),
        InboxCheck.Of(
            Two_nodes_keep_the_order_of_every_conversation,
            "With two machines, messages of a conversation run beside each other or in another order.",
            InboxCapabilities.SecondNode),
        InboxCheck.Of(
            An_event_accepted_on_one_node_ends_a_wait_on_another,
            "The machine that has nothing to do does not notice that there is something.",
            InboxCapabilities.SecondNode),
        InboxCheck.Of(
            Every_node_sees_the_same_statistics_and_dead_letters,
            "An operator sees, replays or purges only what one of the machines knows of.",
            InboxCapabilities.SecondNode),
    ];

    private static async Task Of_parallel_identical_accepts_on_two_nodes_one_is_accepted(InboxRun run)
    {
        InboxRun[] nodes = [run, await run.OpenSecondNodeAsync()];
        for (var round = 0; round < 4; round++)
        {
            var delivery = run.Delivery($"event-{round}");
            var outcomes = await Task.WhenAll(
                Enumerable.Range(0, Callers).Select(caller => Task.Run(() => nodes[caller % 2].OfferAsync(delivery))));
            var accepted = outcomes.Count(outcome => outcome == AcceptOutcome.Accepted);
            var duplicates = outcomes.Count(outcome => outcome == AcceptOutcome.Duplicate);
            run.Expect(
                accepted == 1 && duplicates == Callers - 1,
                $"of {Callers} parallel accepts on two nodes {accepted} got Accepted and {duplicates} Duplicate");
            await run.CompleteAsync(await run.ClaimOnlyAsync());
        }
    }

    private static async Task An_event_is_claimed_on_one_node_alone(InboxRun run)
    {
        const int Events = 200;
        InboxRun[] nodes = [run, await run.OpenSecondNodeAsync()];
        await Task.WhenAll(Enumerable.Range(0, Events).Select(number => Task.Run(() => nodes[number % 2].AcceptAsync($"event-{number}"))));

        var claims = await Task.WhenAll(Enumerable.Range(0, 4).Select(worker => Task.Run(async () =>
        {
            var mine = new List<InboxLease>();
            while (await nodes[worker % 2].ClaimAsync(5) is { Count: > 0 } leases)
            {
                mine.AddRange(leases);
            }

            return mine;
        })));

        var all = claims.SelectMany(leases => leases).ToList();
        var different = all.Select(lease => lease.Delivery.EventId).Distinct().Count();
        run.Expect(
            all.Count == Events && different == Events,
            $"workers on two nodes claimed {all.Count} times {different} of {Events} events, instead of each event once");
    }

    private static async Task Another_node_takes_over_an_expired_lease(InboxRun run)
    {
        var second = await run.OpenSecondNodeAsync();
        await run.AcceptAsync(run.Delivery("event-1", conversation: "a"));
        var stale = await run.ClaimOnlyAsync(run.ShortTime);
        await run.AdvancePastAsync(run.ShortTime);

        var latest = await second.ClaimOnlyAsync();
        run.Expect(latest.Attempt == 2, $"after the first node's attempt the second one's is attempt {latest.Attempt}");
        await run.ExpectFencedAsync(stale, Settlement.Completed.Instance, "another node has claimed its event");
        var lost = await run.Inbox.RenewAsync([stale], run.LongTime, CancellationToken.None);
        run.Expect(lost.Count == 1, "renewing a lease whose event another node has claimed did not report it as lost");
        await second.CompleteAsync(latest);
    }

    private static async Task A_retry_or_an_abandoned_event_can_go_on_on_another_node(InboxRun run)
    {
        var second = await run.OpenSecondNodeAsync();
        await run.AcceptAsync(run.Delivery("event-1", conversation: "a"), run.Delivery("event-2", conversation: "a"));
        await run.AbandonAsync(await run.ClaimOnlyAsync());
        await second.RetryAsync(await second.ClaimOnlyAsync(), TimeSpan.Zero);
        await run.CompleteAsync(await run.ClaimOnlyAsync());

        var next = await second.ClaimOnlyAsync();
        run.Expect(next.Delivery.EventId == "event-2", $"'{next.Delivery.EventId}' was claimed instead of the next of the conversation");
        await second.CompleteAsync(next);
    }

    private static async Task Two_nodes_keep_the_order_of_every_conversation(InboxRun run)
    {
        var workload = new OrderedWorkload(run, conversations: 8, eventsEach: 12);
        await workload.AcceptAsync();
        await workload.WorkAsync(run, await run.OpenSecondNodeAsync());
    }

    private static async Task An_event_accepted_on_one_node_ends_a_wait_on_another(InboxRun run)
    {
        var second = await run.OpenSecondNodeAsync();
        for (var round = 0; round < 3; round++)
        {
            var wait = second.Inbox.WaitAsync(run.LongTime, CancellationToken.None).AsTask();
            await run.AcceptAsync($"event-{round}");
            await run.ExpectEndOfWaitAsync(wait, "after another node has accepted an event");
            await second.CompleteAsync(await second.ClaimOnlyAsync());
        }
    }

    private static async Task Every_node_sees_the_same_statistics_and_dead_letters(InboxRun run)
    {
        var second = await run.OpenSecondNodeAsync();
        var letter = await run.AcceptAndBuryAsync(run.Delivery("dead"));
        await run.AcceptAsync("pending");

        var statistics = await second.Admin.GetStatisticsAsync();
        run.Expect(statistics is { Pending: 1, DeadLetters: 1 }, $"with one event and one dead letter, another node says {statistics}");
        run.Expect((await second.OnlyLetterAsync()).EntryId == letter.EntryId, "another node lists another dead letter");

        await second.ReplayAsync(letter.EntryId);
        run.Expect((await run.LettersAsync()).Count == 0, "a letter that another node has replayed is still listed");
        await run.ClaimExactlyAsync(["dead", "pending"], "after another node has replayed a letter");
    }
}
