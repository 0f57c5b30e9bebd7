using EightBit.Webhooks.Receiver.Deduplication;
using EightBit.Webhooks.Receiver.InMemory;
using EightBit.Webhooks.Receiver.PropertyTests.Generating;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace EightBit.Webhooks.Receiver.PropertyTests.Deduplication;

public sealed class InMemoryDeduplicationStoreProperties
{
    private static readonly Gen<StoreStep> StoreSteps = Gen.Frequency<StoreStep>(
        (5, Gen.Select(Gen.Int[0, 4], Gen.Int[1, 10]).Select((id, lease) => new StoreStep.Claim(id, lease))),
        (4, Gen.Select(Gen.Int[0, 4], Gen.Int[1, 20]).Select((back, retention) => new StoreStep.Complete(back, retention))),
        (2, Gen.Int[0, 4].Select(back => new StoreStep.Release(back))),
        (2, Gen.Int[1, 12].Select(seconds => new StoreStep.Advance(seconds))));

    [Fact]
    public async Task Store_AnySteps_KeepsItsPromises()
        => await StoreSteps.Array[0, 60].HoldsAsync(5_000, steps => Steps.TakeAsync(steps, TakeAsync), steps => $"{steps.Length} steps");

    /// <summary>
    /// Each id once, some left claimed, each to be remembered for another time. A look at an id would change what is remembered, so each has a
    /// store of its own to look into.
    /// </summary>
    [Fact]
    public async Task Store_MoreIdsThanMayBeRemembered_ForgetsWhatExpiresFirstAndNeverAClaim()
        => await Gen.Select(Gen.Int[1, 8], Gen.Shuffle(Enumerable.Range(1, 14).ToArray(), 0, 14), Gen.Int[0, 3].Array[14]).HoldsAsync(300, async taken =>
        {
            var (maxIds, retentions, kinds) = taken;
            var expected = Remembered(maxIds, retentions, kinds);
            for (var id = 0; id < retentions.Length; id++)
            {
                var store = Store(maxIds, new FakeTimeProvider());
                for (var other = 0; other < retentions.Length; other++)
                {
                    var claim = await store.ClaimAsync(Key(other), TimeSpan.FromDays(99), default);
                    if (kinds[other] != 0)
                    {
                        await store.CompleteAsync(Key(other), claim.Token, TimeSpan.FromDays(retentions[other]), default);
                    }
                }

                store.TakeForGood(Key(id), TimeSpan.FromDays(1)).Should().Be(expected.GetValueOrDefault(id, DeduplicationStatus.Claimed), "of id {0}", id);
            }
        });

    private static async Task TakeAsync(StoreStep[] steps)
    {
        var time = new FakeTimeProvider();
        var store = Store(maxIds: 1_000, time);
        var model = new StoreModel();
        List<(int Id, long Token)> claims = [];
        foreach (var step in steps)
        {
            switch (step)
            {
                case StoreStep.Claim claim:
                    var got = await store.ClaimAsync(Key(claim.Id), TimeSpan.FromSeconds(claim.LeaseSeconds), default);
                    model.Claim(claim.Id, claim.LeaseSeconds, got);
                    if (got.Status == DeduplicationStatus.Claimed)
                    {
                        claims.Add((claim.Id, got.Token));
                    }

                    break;

                case StoreStep.Complete complete when complete.Back < claims.Count:
                    var (id, token) = claims[^(complete.Back + 1)];
                    if (model.MayComplete(id, token))
                    {
                        var completed = await store.CompleteAsync(Key(id), token, TimeSpan.FromSeconds(complete.RetentionSeconds), default);
                        model.Complete(id, token, complete.RetentionSeconds, completed);
                    }

                    break;

                case StoreStep.Release release when release.Back < claims.Count:
                    (id, token) = claims[^(release.Back + 1)];
                    await store.ReleaseAsync(Key(id), token, default);
                    model.Release(id, token);
                    break;

                case StoreStep.Advance advance:
                    time.Advance(TimeSpan.FromSeconds(advance.Seconds));
                    model.Now += advance.Seconds;
                    break;
            }
        }
    }

    private static Dictionary<int, DeduplicationStatus> Remembered(int maxIds, int[] retentions, int[] kinds)
    {
        Dictionary<int, DeduplicationStatus> remembered = [];
        for (var id = 0; id < retentions.Length; id++)
        {
            var completed = remembered.Where(known => known.Value == DeduplicationStatus.Completed).Select(known => known.Key).ToList();
            if (remembered.Count >= maxIds && completed.Count > 0)
            {
                remembered.Remove(completed.MinBy(known => retentions[known]));
            }

            remembered[id] = kinds[id] == 0 ? DeduplicationStatus.InProgress : DeduplicationStatus.Completed;
        }

        return remembered;
    }

    private static InMemoryDeduplicationStore Store(int maxIds, TimeProvider time)
        => new(
            Options.Create(new InMemoryInboxOptions { MaxRememberedIds = maxIds }), time, NullLogger<InMemoryDeduplicationStore>.Instance);

    /// <summary>Keys whose parts read alike when they are put together.</summary>
    private static DeduplicationKey Key(int id) => id switch
    {
        0 => new DeduplicationKey("", null, "ab"),
        1 => new DeduplicationKey("", "", "ab"),
        2 => new DeduplicationKey("a", null, "b"),
        3 => new DeduplicationKey("", "a", "b"),
        _ => new DeduplicationKey("a", "", $"b{id}"),
    };
}
