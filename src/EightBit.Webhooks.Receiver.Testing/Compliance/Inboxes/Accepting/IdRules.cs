using EightBit.Webhooks.Receiver.Deduplication;
using EightBit.Webhooks.Receiver.Inbox;

namespace EightBit.Webhooks.Receiver.Testing.Compliance.Inboxes.Accepting;

/// <summary>What makes an event the same event, and for how long.</summary>
internal static class IdRules
{
    public static IEnumerable<InboxCheck> All =>
    [
        InboxCheck.Of(
            An_id_is_a_duplicate_whatever_became_of_its_event,
            "An event that waits, runs, failed or is done is taken a second time when the platform sends it again."),
        InboxCheck.Of(
            Ids_outlive_completion,
            "An event that ran runs again with every further copy of its delivery."),
        InboxCheck.Of(
            Ids_expire_at_the_retention,
            "The inbox grows for ever, and an id that the platform uses again after days is turned away."),
        InboxCheck.Of(
            Ids_differ_by_receiver_tenant_and_every_character,
            "An event of one receiver or tenant is dropped because another one's event has a similar id."),
    ];

    private static async Task An_id_is_a_duplicate_whatever_became_of_its_event(InboxRun run)
    {
        var delivery = run.Delivery("event-1");
        await run.AcceptAsync(delivery);
        await run.ExpectDuplicateAsync(delivery, "while the event waits");

        var lease = await run.ClaimOnlyAsync();
        await run.ExpectDuplicateAsync(delivery, "while the event is claimed");

        await run.RetryAsync(lease, run.ShortTime);
        await run.ExpectDuplicateAsync(delivery, "while the event waits for its retry");

        await run.AdvancePastAsync(run.ShortTime);
        lease = await run.ClaimOnlyAsync();
        await run.BuryAsync(lease);
        await run.ExpectDuplicateAsync(delivery, "while the event is a dead letter");

        run.Expect(await run.Admin.PurgeAsync(lease.EntryId), "purging the dead letter returned false");
        await run.ExpectDuplicateAsync(delivery, "after the dead letter was purged");
        await run.ExpectNothingClaimableAsync("after duplicates alone, nothing should run");
    }

    private static async Task Ids_outlive_completion(InboxRun run)
    {
        var delivery = run.Delivery("event-1", conversation: "a");
        await run.AcceptAsync(delivery);
        await run.CompleteAsync(await run.ClaimOnlyAsync(run.ShortTime));
        await run.ExpectDuplicateAsync(delivery, "after the event was completed");

        await run.AdvancePastAsync(run.ShortTime);
        await run.ExpectDuplicateAsync(delivery, "after the lease of the completed event would have ended");
        await run.ExpectNothingClaimableAsync("after its completion, the event should not run");
    }

    private static async Task Ids_expire_at_the_retention(InboxRun run)
    {
        var retention = run.Units(8);
        var delivery = run.Delivery("event-1") with { RememberFor = retention };
        var accepting = run.Timestamp();
        await run.AcceptAsync(delivery);
        await run.AcceptAsync(run.Delivery("longer"));
        foreach (var lease in await run.ClaimAllAsync())
        {
            await run.CompleteAsync(lease);
        }

        await run.AdvanceAsync(run.Units(4));
        var early = await run.OfferAsync(delivery);
        run.Expect(
            early == AcceptOutcome.Duplicate || run.Since(accepting) >= retention,
            $"in the middle of the retention the same id got {early} instead of Duplicate");

        await run.AdvancePastAsync(retention);
        await run.AcceptAsync(delivery);
        await run.CompleteAsync(await run.ClaimOnlyAsync());
        await run.ExpectDuplicateAsync(run.Delivery("longer"), "for an id with a longer retention");
    }

    private static async Task Ids_differ_by_receiver_tenant_and_every_character(InboxRun run)
    {
        await run.AcceptAsync(TrickyKeys.All.Select(key => Delivery(run, key)));
        foreach (var key in TrickyKeys.All)
        {
            await run.ExpectDuplicateAsync(Delivery(run, key), $"{key} again");
        }

        var claimed = (await run.ClaimAllAsync())
            .Select(lease => new DeduplicationKey(lease.Delivery.Receiver, lease.Delivery.Tenant, lease.Delivery.EventId))
            .ToHashSet();
        run.Expect(
            claimed.SetEquals(TrickyKeys.All),
            $"of {TrickyKeys.All.Count} different events {claimed.Count(TrickyKeys.All.Contains)} came back as they were accepted; "
            + $"missing: {string.Join(", ", TrickyKeys.All.Except(claimed).Take(5))}");
    }

    private static InboxDelivery Delivery(InboxRun run, DeduplicationKey key)
        => run.Delivery(key.EventId) with { Receiver = key.Receiver, Tenant = key.Tenant };
}
