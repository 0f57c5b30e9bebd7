using EightBit.Webhooks.Receiver.Deduplication;
using EightBit.Webhooks.Receiver.Inbox;

namespace EightBit.Webhooks.Receiver.Testing.Compliance.Inboxes.Inspecting;

/// <summary>What an operator is told who knows an event's id.</summary>
internal static class FindRules
{
    public static IEnumerable<InboxCheck> All =>
    [
        InboxCheck.Of(
            An_event_is_found_wherever_it_stands,
            "An operator who has an event's id cannot find out whether it waits, runs or has failed.",
            InboxCapabilities.Inspection),
        InboxCheck.Of(
            A_found_event_tells_what_has_happened_to_it,
            "An operator finds an event, but not what has become of it.",
            InboxCapabilities.Inspection),
        InboxCheck.Of(
            A_replayed_event_is_found_under_its_new_number,
            "An operator who follows a replay is sent to a dead letter that is gone.",
            InboxCapabilities.Inspection),
        InboxCheck.Of(
            A_completed_or_purged_event_is_not_found,
            "An operator takes an event for pending that is done.",
            InboxCapabilities.Inspection),
        InboxCheck.Of(
            Events_are_found_by_receiver_tenant_and_every_character,
            "An operator is shown another receiver's or tenant's event.",
            InboxCapabilities.Inspection),
        InboxCheck.Of(
            An_event_is_found_as_long_as_it_is_held,
            "A dead letter that is older than the remembered ids cannot be found by its id.",
            InboxCapabilities.Inspection),
        InboxCheck.Of(
            Every_node_finds_what_another_one_has,
            "An operator finds only what one of the machines knows of.",
            InboxCapabilities.Inspection | InboxCapabilities.SecondNode),
    ];

    private static async Task An_event_is_found_wherever_it_stands(InboxRun run)
    {
        run.Expect(await run.FindAsync("event-1") is null, "an event is found in an empty inbox");

        await run.AcceptAsync(run.Delivery("event-0", "a"), run.Delivery("event-1", "a"));
        await run.ExpectStateAsync("event-1", InboxEventState.Waiting);
        await run.CompleteAsync(await run.ClaimOnlyAsync());
        await run.ExpectStateAsync("event-1", InboxEventState.Waiting);

        var lease = await run.ClaimOnlyAsync();
        await run.ExpectStateAsync("event-1", InboxEventState.Claimed);
        await run.AbandonAsync(lease);
        await run.ExpectStateAsync("event-1", InboxEventState.Waiting);

        await run.RetryAsync(await run.ClaimOnlyAsync(), TimeSpan.Zero);
        await run.ExpectStateAsync("event-1", InboxEventState.AwaitingRetry);
        await run.BuryAsync(await run.ClaimOnlyAsync());
        await run.ExpectStateAsync("event-1", InboxEventState.Dead);

        await run.ReplayAsync((await run.OnlyLetterAsync()).EntryId);
        await run.ExpectStateAsync("event-1", InboxEventState.Waiting);
    }

    private static async Task A_found_event_tells_what_has_happened_to_it(InboxRun run)
    {
        var delivery = run.Delivery("event-1", "a") with { Receiver = "acme", Tenant = "t", Body = new byte[] { 0, 255, 10 } };
        await run.AcceptAsync(delivery);
        var found = await run.FindKnownAsync(delivery);
        run.Expect(found.Attempts == 0, $"a new event has {found.Attempts} attempts");
        run.ExpectDelivery(found, delivery);
        run.ExpectProgress(found, [], []);
        run.ExpectErrors(found);

        var lease = await run.ClaimOnlyAsync();
        found = await run.FindKnownAsync(delivery);
        run.Expect(found.EntryId == lease.EntryId && found.Attempts == 1, $"while entry {lease.EntryId} runs for the first time, it is found as entry {found.EntryId}, attempt {found.Attempts}");

        await run.SettleAsync(lease, new Settlement.Retry(TimeSpan.Zero, new HandlerProgress(["crm"], []), "the first error"));
        run.ExpectProgress(await run.FindKnownAsync(delivery), ["crm"], []);
        run.ExpectErrors(await run.FindKnownAsync(delivery), "the first error");

        lease = await run.ClaimOnlyAsync();
        await run.SettleAsync(lease, new Settlement.Dead(DeadLetterReason.AttemptsExhausted, new HandlerProgress(["crm"], ["mail"]), "the last error"));
        found = await run.FindKnownAsync(delivery);
        run.Expect(
            found is { State: InboxEventState.Dead, DeadReason: DeadLetterReason.AttemptsExhausted, Attempts: 2 } && found.EntryId == lease.EntryId,
            $"the dead letter {lease.EntryId} is found as entry {found.EntryId}, {found.State} with the reason '{found.DeadReason}' after {found.Attempts} attempts");
        run.ExpectDelivery(found, delivery);
        run.ExpectProgress(found, ["crm"], ["mail"]);
        run.ExpectErrors(found, "the first error", "the last error");
    }

    private static async Task A_replayed_event_is_found_under_its_new_number(InboxRun run)
    {
        var delivery = run.Delivery("event-1", "a");
        var letter = await run.AcceptAndBuryAsync(delivery);
        await run.ReplayAsync(letter.EntryId);

        var found = await run.FindKnownAsync(delivery);
        run.Expect(
            found is { State: InboxEventState.Waiting, Attempts: 0, DeadReason: null },
            $"after a replay the event is {found.State} with {found.Attempts} attempts and the reason '{found.DeadReason}'");
        var lease = await run.ClaimOnlyAsync();
        run.Expect(found.EntryId == lease.EntryId, $"after a replay entry {lease.EntryId} is claimed, but {found.EntryId} was found");

        await run.BuryAsync(lease);
        found = await run.FindKnownAsync(delivery);
        run.Expect(found.EntryId == lease.EntryId && found.State == InboxEventState.Dead, $"entry {lease.EntryId}, dead again, is found as {found.EntryId}, {found.State}");
    }

    private static async Task A_completed_or_purged_event_is_not_found(InboxRun run)
    {
        await run.AcceptAsync("completed");
        await run.CompleteAsync(await run.ClaimOnlyAsync());
        await ExpectNotFoundAsync("completed", "it was completed");

        var letter = await run.AcceptAndBuryAsync(run.Delivery("purged"));
        await run.Admin.PurgeAsync(letter.EntryId);
        await ExpectNotFoundAsync("purged", "its dead letter was purged");

        letter = await run.AcceptAndBuryAsync(run.Delivery("replayed"));
        await run.ReplayAsync(letter.EntryId);
        await run.CompleteAsync(await run.ClaimOnlyAsync());
        await ExpectNotFoundAsync("replayed", "it was replayed and completed");

        async Task ExpectNotFoundAsync(string id, string because)
        {
            var found = await run.FindAsync(id);
            run.Expect(found is null, $"'{id}' is found as entry {found?.EntryId}, {found?.State}, although {because}");
        }
    }

    private static async Task Events_are_found_by_receiver_tenant_and_every_character(InboxRun run)
    {
        var (present, absent) = (TrickyKeys.All.Where((_, number) => number % 2 == 0).ToList(), TrickyKeys.All.Where((_, number) => number % 2 == 1));
        await run.AcceptAsync(present.Select(key => run.Delivery(key.EventId) with { Receiver = key.Receiver, Tenant = key.Tenant }));
        foreach (var key in present)
        {
            var found = await run.Admin.FindAsync(key.Receiver, key.Tenant, key.EventId);
            run.Expect(found is not null, $"{key} is not found");
            var itsKey = new DeduplicationKey(found!.Delivery.Receiver, found.Delivery.Tenant, found.Delivery.EventId);
            run.Expect(itsKey == key, $"where {key} was asked for, {itsKey} is found");
        }

        foreach (var key in absent)
        {
            var found = await run.Admin.FindAsync(key.Receiver, key.Tenant, key.EventId);
            run.Expect(found is null, $"{key} was never accepted, but something is found: {found?.Delivery}");
        }
    }

    private static async Task An_event_is_found_as_long_as_it_is_held(InboxRun run)
    {
        var retention = run.Units(4);
        var delivery = run.Delivery("event-1") with { RememberFor = retention };
        var older = await run.AcceptAndBuryAsync(delivery);
        await run.AdvancePastAsync(retention);
        run.Expect((await run.FindAsync("event-1"))?.EntryId == older.EntryId, "a dead letter is not found once its id is forgotten");

        await run.AcceptAsync(delivery with { RememberFor = run.LongTime });
        var younger = await run.ClaimOnlyAsync();
        var found = await run.FindKnownAsync(delivery);
        run.Expect(found.EntryId == younger.EntryId, $"of two events with one id, entry {found.EntryId} is found instead of {younger.EntryId}, which was accepted last");

        await run.CompleteAsync(younger);
        found = await run.FindKnownAsync(delivery);
        run.Expect(found.EntryId == older.EntryId, $"when the younger event is completed, entry {found.EntryId} is found instead of the older one, {older.EntryId}");

        // Nor does it count where they stand: here the younger one is dead while the older one waits.
        delivery = run.Delivery("event-2") with { RememberFor = retention };
        await run.AcceptAsync(delivery);
        await run.RetryAsync(await run.ClaimOnlyAsync(), run.LongTime);
        await run.AdvancePastAsync(retention);
        var dead = await run.AcceptAndBuryAsync(delivery);
        found = await run.FindKnownAsync(delivery);
        run.Expect(
            found.EntryId == dead.EntryId, $"of a waiting event and a dead one with one id, entry {found.EntryId} is found instead of {dead.EntryId}, which was accepted last");
    }

    private static async Task Every_node_finds_what_another_one_has(InboxRun run)
    {
        var second = await run.OpenSecondNodeAsync();
        await run.AcceptAsync("event-1");
        await second.ExpectStateAsync("event-1", InboxEventState.Waiting);
        await second.RetryAsync(await second.ClaimOnlyAsync(), run.LongTime);
        await run.ExpectStateAsync("event-1", InboxEventState.AwaitingRetry);
        await run.ExpectRetriesAsync(new RetryQuery(), ["event-1"]);
    }
}
