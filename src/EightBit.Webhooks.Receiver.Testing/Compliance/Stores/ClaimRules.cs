using EightBit.Webhooks.Receiver.Deduplication;
using static EightBit.Webhooks.Receiver.Testing.Compliance.Stores.StoreRun;

namespace EightBit.Webhooks.Receiver.Testing.Compliance.Stores;

/// <summary>Who has an id, and until when.</summary>
internal static class ClaimRules
{
    private const int Callers = 64;

    public static IEnumerable<DeduplicationStoreCheck> All =>
    [
        DeduplicationStoreCheck.Of(
            One_of_many_parallel_claims_wins,
            "Copies of one delivery that arrive together run more than once."),
        DeduplicationStoreCheck.Of(
            One_of_many_parallel_claims_on_two_nodes_wins,
            "Copies of one delivery that a load balancer spreads over two machines run on both."),
        DeduplicationStoreCheck.Of(
            A_claimed_id_is_in_progress,
            "A second delivery runs beside the first, or is answered 200 for an event that may yet fail."),
        DeduplicationStoreCheck.Of(
            A_released_id_can_be_claimed_at_once,
            "An event whose handling has failed is turned away when the platform sends it again, and is lost."),
        DeduplicationStoreCheck.Of(
            An_expired_claim_can_be_claimed,
            "The event that a process was working on when it died can never run again."),
        DeduplicationStoreCheck.Of(
            One_of_many_parallel_claims_of_an_expired_claim_wins,
            "After a process has died, every waiting copy of its event runs."),
        DeduplicationStoreCheck.Of(
            An_expired_claim_can_be_completed_unless_claimed_again,
            "An event that took longer than its lease has run, and runs again when the platform sends it again."),
        DeduplicationStoreCheck.Of(
            A_stale_token_cannot_complete,
            "A paused process marks an event as taken that another one is still working on and that may yet fail."),
        DeduplicationStoreCheck.Of(
            A_stale_token_cannot_release,
            "A paused process gives away the claim of another one, and a third runs the event beside it."),
        DeduplicationStoreCheck.Of(
            A_stale_token_cannot_change_a_completed_id,
            "A paused process makes a completed event unseen, and it runs again."),
        DeduplicationStoreCheck.Of(
            Tokens_are_never_reused,
            "A paused process comes back, its old token fits a newer claim, and nothing holds it off."),
    ];

    private static async Task One_of_many_parallel_claims_wins(StoreRun run)
    {
        for (var round = 0; round < 8; round++)
        {
            await ExpectOneWinnerAsync(run, new DeduplicationKey("", null, $"event-{round}"), [run.Store]);
        }
    }

    private static async Task One_of_many_parallel_claims_on_two_nodes_wins(StoreRun run)
    {
        var second = await run.OpenSecondNodeAsync();
        for (var round = 0; round < 8; round++)
        {
            await ExpectOneWinnerAsync(run, new DeduplicationKey("", null, $"event-{round}"), [run.Store, second]);
        }
    }

    private static async Task A_claimed_id_is_in_progress(StoreRun run)
    {
        await run.ClaimAsync(Key, run.LongTime);

        for (var again = 0; again < 3; again++)
        {
            var claim = await run.Store.ClaimAsync(Key, run.LongTime, CancellationToken.None);
            run.ExpectStatus(claim.Status, DeduplicationStatus.InProgress, "a second claim");
            run.Expect(claim.Token == 0, $"a claim that failed got token {claim.Token} instead of 0");
        }
    }

    private static async Task A_released_id_can_be_claimed_at_once(StoreRun run)
    {
        for (var round = 0; round < 3; round++)
        {
            var token = await run.ClaimAsync(Key, run.LongTime);
            await run.ReleaseAsync(Key, token);
        }

        await run.CompleteAsync(Key, await run.ClaimAsync(Key, run.LongTime), run.LongTime);
    }

    private static async Task An_expired_claim_can_be_claimed(StoreRun run)
    {
        await run.ClaimAsync(Key, run.ShortTime);
        await run.AdvancePastAsync(run.ShortTime);

        await run.CompleteAsync(Key, await run.ClaimAsync(Key, run.LongTime), run.LongTime);
    }

    private static async Task One_of_many_parallel_claims_of_an_expired_claim_wins(StoreRun run)
    {
        await run.ClaimAsync(Key, run.ShortTime);
        await run.AdvancePastAsync(run.ShortTime);

        await ExpectOneWinnerAsync(run, Key, [run.Store]);
    }

    private static async Task An_expired_claim_can_be_completed_unless_claimed_again(StoreRun run)
    {
        var token = await run.ClaimAsync(Key, run.ShortTime);
        await run.AdvancePastAsync(run.ShortTime);
        await run.CompleteAsync(Key, token, run.LongTime);

        run.ExpectStatus(await run.TryClaimAsync(Key), DeduplicationStatus.Completed, "a claim of an id that was completed late");
    }

    private static async Task A_stale_token_cannot_complete(StoreRun run)
    {
        var (stale, latest) = await ClaimTwiceAsync(run);

        run.Expect(
            !await run.Store.CompleteAsync(Key, stale, run.LongTime, CancellationToken.None),
            "completing with the token of an expired claim returned true, although the id was claimed again");
        run.ExpectStatus(await run.TryClaimAsync(Key), DeduplicationStatus.InProgress, "a claim after the stale completion");
        await run.CompleteAsync(Key, latest, run.LongTime);
    }

    private static async Task A_stale_token_cannot_release(StoreRun run)
    {
        var (stale, latest) = await ClaimTwiceAsync(run);

        await run.ReleaseAsync(Key, stale);
        run.ExpectStatus(await run.TryClaimAsync(Key), DeduplicationStatus.InProgress, "a claim after the stale release");
        await run.CompleteAsync(Key, latest, run.LongTime);
    }

    private static async Task A_stale_token_cannot_change_a_completed_id(StoreRun run)
    {
        var (stale, latest) = await ClaimTwiceAsync(run);
        await run.CompleteAsync(Key, latest, run.LongTime);

        await run.ReleaseAsync(Key, stale);
        await run.ReleaseAsync(Key, latest);
        run.ExpectStatus(await run.TryClaimAsync(Key), DeduplicationStatus.Completed, "a claim after releases of a completed id");

        run.Expect(
            !await run.Store.CompleteAsync(Key, stale, run.ShortTime, CancellationToken.None),
            "completing with the token of an expired claim returned true, although the id was completed by another");
        await run.AdvancePastAsync(run.ShortTime);
        run.ExpectStatus(await run.TryClaimAsync(Key), DeduplicationStatus.Completed, "a claim after the stale completion");
    }

    private static async Task Tokens_are_never_reused(StoreRun run)
    {
        var tokens = new HashSet<long>();
        for (var round = 0; round < 20; round++)
        {
            var token = await run.ClaimAsync(Key, run.LongTime);
            run.Expect(token != 0, "a claim got token 0, which stands for no claim");
            run.Expect(tokens.Add(token), $"token {token} was given a second time, after its claim had been released");
            await run.ReleaseAsync(Key, token);
        }

        var expiring = await run.ClaimAsync(Key, run.ShortTime);
        await run.AdvancePastAsync(run.ShortTime);
        var latest = await run.ClaimAsync(Key, run.LongTime);
        run.Expect(tokens.Add(expiring) && tokens.Add(latest), "a token was given a second time, after its claim had expired");
    }

    private static async Task<(long Stale, long Latest)> ClaimTwiceAsync(StoreRun run)
    {
        var stale = await run.ClaimAsync(Key, run.ShortTime);
        await run.AdvancePastAsync(run.ShortTime);
        return (stale, await run.ClaimAsync(Key, run.LongTime));
    }

    private static async Task ExpectOneWinnerAsync(StoreRun run, DeduplicationKey key, IReadOnlyList<IDeduplicationStore> nodes)
    {
        var claims = await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(
            async () => await nodes[caller % nodes.Count].ClaimAsync(key, run.LongTime, CancellationToken.None))));

        var winners = claims.Count(claim => claim.Status == DeduplicationStatus.Claimed);
        var losers = claims.Count(claim => claim.Status == DeduplicationStatus.InProgress);
        run.Expect(
            winners == 1 && losers == Callers - 1,
            $"of {Callers} parallel claims {winners} got Claimed and {losers} InProgress, instead of 1 and {Callers - 1}");
    }
}
