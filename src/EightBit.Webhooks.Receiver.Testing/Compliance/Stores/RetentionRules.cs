using EightBit.Webhooks.Receiver.Deduplication;
using static EightBit.Webhooks.Receiver.Testing.Compliance.Stores.StoreRun;

namespace EightBit.Webhooks.Receiver.Testing.Compliance.Stores;

/// <summary>How long a completed id is remembered.</summary>
internal static class RetentionRules
{
    public static IEnumerable<DeduplicationStoreCheck> All =>
    [
        DeduplicationStoreCheck.Of(
            A_completed_id_stays_completed,
            "An event runs again when the platform sends it again although it was answered 200."),
        DeduplicationStoreCheck.Of(
            A_completed_id_outlives_the_lease_of_its_claim,
            "Ids are forgotten with the lease, seconds after the event has run, and its copies run again."),
        DeduplicationStoreCheck.Of(
            A_completed_id_expires_after_its_retention,
            "The store grows for ever, and an id that the platform uses again after days is turned away."),
        DeduplicationStoreCheck.Of(
            The_retention_counts_from_the_completion,
            "An event that ran long is forgotten too early by that much."),
        DeduplicationStoreCheck.Of(
            A_completed_id_is_known_to_another_node,
            "A copy of the delivery that a load balancer sends to another machine runs again there."),
    ];

    private static async Task A_completed_id_stays_completed(StoreRun run)
    {
        await run.CompleteAsync(Key, await run.ClaimAsync(Key, run.LongTime), run.LongTime);

        for (var again = 0; again < 3; again++)
        {
            var claim = await run.Store.ClaimAsync(Key, run.LongTime, CancellationToken.None);
            run.ExpectStatus(claim.Status, DeduplicationStatus.Completed, "a claim of a completed id");
            run.Expect(claim.Token == 0, $"a claim that failed got token {claim.Token} instead of 0");
        }
    }

    private static async Task A_completed_id_outlives_the_lease_of_its_claim(StoreRun run)
    {
        await run.CompleteAsync(Key, await run.ClaimAsync(Key, run.ShortTime), run.LongTime);
        await run.AdvancePastAsync(run.ShortTime);

        run.ExpectStatus(await run.TryClaimAsync(Key), DeduplicationStatus.Completed, "a claim after the lease's end");
    }

    private static async Task A_completed_id_expires_after_its_retention(StoreRun run)
    {
        await run.CompleteAsync(Key, await run.ClaimAsync(Key, run.LongTime), run.ShortTime);
        await run.AdvancePastAsync(run.ShortTime);

        run.ExpectStatus(await run.TryClaimAsync(Key), DeduplicationStatus.Claimed, "a claim after the retention's end");
    }

    private static async Task The_retention_counts_from_the_completion(StoreRun run)
    {
        var token = await run.ClaimAsync(Key, run.LongTime);
        await run.AdvanceAsync(run.Units(6));
        var completing = run.Timestamp();
        await run.CompleteAsync(Key, token, run.Units(8));
        await run.AdvanceAsync(run.Units(4));

        var status = await run.TryClaimAsync(Key);
        run.Expect(
            status == DeduplicationStatus.Completed || run.Since(completing) >= run.Units(8),
            $"a claim in the middle of the retention got {status} instead of Completed");
    }

    private static async Task A_completed_id_is_known_to_another_node(StoreRun run)
    {
        var second = await run.OpenSecondNodeAsync();
        await run.CompleteAsync(Key, await run.ClaimAsync(Key, run.LongTime), run.LongTime);

        var claim = await second.ClaimAsync(Key, run.LongTime, CancellationToken.None);
        run.ExpectStatus(claim.Status, DeduplicationStatus.Completed, "a claim on another node");
    }
}
