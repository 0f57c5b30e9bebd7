using EightBit.Webhooks.Receiver.InMemory.Ids;

namespace EightBit.Webhooks.Receiver.Tests.InMemory.Ids;

/// <summary>Many ids in one table, so that they collide, are pushed on, and move up again.</summary>
public sealed class IdShardTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Shard_RandomOperations_AgreesWithADictionary(int seed)
    {
        var random = new Random(seed);
        var shard = new IdShard();
        var model = new Dictionary<IdFingerprint, long>();
        var now = 1L;
        for (var step = 0; step < 30_000; step++)
        {
            var id = Id(random.Next(2_000));
            now += random.Next(3);
            if (shard.Find(id) is >= 0 and var index)
            {
                shard.At(index).Expires.Should().Be(model[id]);
                if (random.Next(2) == 0)
                {
                    shard.RemoveAt(index);
                    model.Remove(id);
                }
            }
            else
            {
                // What has expired may be gone or still be there; what has not must be found.
                model.GetValueOrDefault(id).Should().BeLessThanOrEqualTo(now);
                model[id] = now + random.Next(1, 1_500);
                shard.CleanUp(now);
                shard.Add(new RememberedId(id, 1, model[id], isCompleted: true), now);
            }

            if (step % 500 == 0)
            {
                model.Where(pair => pair.Value > now).Should().OnlyContain(pair => shard.Find(pair.Key) >= 0);
            }
        }

        shard.Count.Should().BeLessThan(model.Count + 1);
    }

    [Fact]
    public void RemoveAt_RunThatWrapsAroundTheEnd_LosesNobody()
    {
        var shard = new IdShard();
        var ids = Enumerable.Range(0, 6).Select(number => new IdFingerprint(0, uint.MaxValue, (ulong)number)).ToList();
        ids.ForEach(id => shard.Add(new RememberedId(id, 1, 100, isCompleted: true), now: 1));

        shard.RemoveAt(shard.Find(ids[0]));

        shard.Find(ids[0]).Should().BeNegative();
        ids.Skip(1).Should().OnlyContain(id => shard.Find(id) >= 0);
    }

    // A few homes for all of them, so that the runs are long.
    private static IdFingerprint Id(int number)
        => new(0, (uint)(number % 40) * 100_000_000, (ulong)number);
}
