using EightBit.Webhooks.Receiver.Deduplication;

namespace EightBit.Webhooks.Receiver.Testing.Compliance.Stores;

/// <summary>What makes an id the same id.</summary>
internal static class KeyRules
{
    public static IEnumerable<DeduplicationStoreCheck> All =>
    [
        DeduplicationStoreCheck.Of(
            Different_keys_do_not_touch_each_other,
            "An event of one receiver or tenant is dropped because another one's event has a similar id."),
        DeduplicationStoreCheck.Of(
            Equal_keys_are_the_same_key,
            "An id with unusual characters is stored in a form that is not found again, so its copies run again."),
        DeduplicationStoreCheck.Of(
            Releasing_a_key_leaves_the_others_claimed,
            "A failure of one receiver's or tenant's event lets a copy of another one's run beside it."),
    ];

    private static async Task Different_keys_do_not_touch_each_other(StoreRun run)
    {
        foreach (var key in TrickyKeys.All)
        {
            await run.CompleteAsync(key, await run.ClaimAsync(key, run.LongTime), run.LongTime);
        }
    }

    private static async Task Equal_keys_are_the_same_key(StoreRun run)
    {
        foreach (var key in TrickyKeys.All)
        {
            var token = await run.ClaimAsync(key, run.LongTime);
            run.ExpectStatus(await run.TryClaimAsync(Copy(key)), DeduplicationStatus.InProgress, $"a second claim of {key}");

            await run.CompleteAsync(Copy(key), token, run.LongTime);
            run.ExpectStatus(await run.TryClaimAsync(Copy(key)), DeduplicationStatus.Completed, $"a claim after the completion of {key}");
        }
    }

    private static async Task Releasing_a_key_leaves_the_others_claimed(StoreRun run)
    {
        var tokens = new List<long>();
        foreach (var key in TrickyKeys.All)
        {
            tokens.Add(await run.ClaimAsync(key, run.LongTime));
        }

        await run.ReleaseAsync(TrickyKeys.All[0], tokens[0]);

        run.ExpectStatus(await run.TryClaimAsync(TrickyKeys.All[0]), DeduplicationStatus.Claimed, $"{TrickyKeys.All[0]} after its release");
        foreach (var key in TrickyKeys.All.Skip(1))
        {
            run.ExpectStatus(await run.TryClaimAsync(key), DeduplicationStatus.InProgress, $"{key} after the release of another key");
        }
    }

    // Other instances of the same texts: equal by value only.
    private static DeduplicationKey Copy(DeduplicationKey key)
        => new(Copy(key.Receiver), key.Tenant is null ? null : Copy(key.Tenant), Copy(key.EventId));

    private static string Copy(string text) => new(text.AsSpan());
}
