using EightBit.Webhooks.Receiver.InMemory.Ids;
using EightBit.Webhooks.Receiver.PropertyTests.Generating;

namespace EightBit.Webhooks.Receiver.PropertyTests.InMemory.Ids;

/// <summary>A table with open addressing, from which things are removed, beside a dictionary.</summary>
public sealed class IdShardProperties
{
    private const int Ids = 24;

    /// <summary>Three homes at the ends and in the middle of the table, so that the runs are long and wrap around.</summary>
    private static readonly uint[] Homes = [0, uint.MaxValue / 2, uint.MaxValue];

    private static readonly Gen<IdShardStep> ShardSteps = Gen.Frequency<IdShardStep>(
        (6, Gen.Select(Gen.Int[0, Ids - 1], Gen.Int[0, 40], Gen.Bool).Select((id, expiresIn, completed) => new IdShardStep.Add(id, expiresIn, completed))),
        (3, Gen.Int[0, Ids - 1].Select(id => new IdShardStep.Remove(id))),
        (1, Gen.Const(new IdShardStep.CleanUp())),
        (2, Gen.Int[1, 20].Select(by => new IdShardStep.Advance(by))));

    [Fact]
    public async Task Shard_AnySteps_AgreesWithADictionary()
        => await ShardSteps.Array[0, 80].HoldsAsync(4_000, steps => Steps.TakeAsync(steps, TakeAsync), steps => $"{steps.Length} steps");

    private static Task TakeAsync(IdShardStep[] steps)
    {
        var shard = new IdShard();
        var model = new Dictionary<int, RememberedId>();
        var now = 1L;
        foreach (var step in steps)
        {
            now += step is IdShardStep.Advance advance ? advance.By : 0;
            Take(step, shard, model, now);
            Compare(shard, model, now);
        }

        return Task.CompletedTask;
    }

    private static void Take(IdShardStep step, IdShard shard, Dictionary<int, RememberedId> model, long now)
    {
        switch (step)
        {
            case IdShardStep.Add add when shard.Find(Fingerprint(add.Id)) < 0:
                model[add.Id] = new RememberedId(Fingerprint(add.Id), (uint)(model.Count + 1), now + add.ExpiresIn, add.Completed);
                shard.Add(model[add.Id], now);
                break;

            case IdShardStep.Remove remove when shard.Find(Fingerprint(remove.Id)) is >= 0 and var index:
                shard.RemoveAt(index);
                model.Remove(remove.Id);
                break;

            case IdShardStep.CleanUp:
                shard.CleanUp(now);
                break;
        }
    }

    /// <summary>What has not expired is there as it was added; what has, may be gone; nothing else is there.</summary>
    private static void Compare(IdShard shard, Dictionary<int, RememberedId> model, long now)
    {
        var found = 0;
        var earliest = long.MaxValue;
        for (var id = 0; id < Ids; id++)
        {
            var index = shard.Find(Fingerprint(id));
            var known = model.TryGetValue(id, out var remembered);
            if (index < 0)
            {
                Assert.False(known && remembered.Expires > now, $"{id} is lost, although it has not expired");
                continue;
            }

            Assert.True(known, $"{id} is there, although it was not added, or was removed");
            Assert.True(AreSame(shard.At(index), remembered), $"{id} is not there as it was added");
            found++;
            earliest = remembered.IsCompleted ? Math.Min(earliest, remembered.Expires) : earliest;
        }

        Assert.Equal(found, shard.Count);
        var first = shard.FindEarliestCompleted();
        Assert.Equal(earliest, first < 0 ? long.MaxValue : shard.At(first).Expires);
    }

    private static bool AreSame(in RememberedId left, in RememberedId right)
        => left.Token == right.Token && left.Expires == right.Expires && left.IsCompleted == right.IsCompleted;

    /// <summary>Two ids differ in one half of what is kept alone: in where they lie, or in the rest.</summary>
    private static IdFingerprint Fingerprint(int id) => new(0, Homes[id % Homes.Length], (ulong)(id / Homes.Length));
}
