using EightBit.Webhooks.Receiver.InMemory.Ids;

namespace EightBit.Webhooks.Receiver.Tests.InMemory.Ids;

/// <summary>How large the table is, and where in it an id lies: what its memory and its speed hang on.</summary>
public sealed class IdShardTableTests
{
    private const uint OneOfEight = 1u << 29;

    private readonly IdShard _shard = new();

    [Theory]
    [InlineData(6, 8)]
    [InlineData(7, 10)]
    [InlineData(8, 10)]
    [InlineData(9, 13)]
    public void Add_FourFifthsAreTaken_GrowsByHalf(int count, int capacity)
    {
        AddMany(count);

        (_shard.Count, Capacity()).Should().Be((count, capacity));
    }

    [Theory]
    [InlineData(4, 16)]
    [InlineData(3, 8)]
    public void Add_LessThanAQuarterIsTaken_Shrinks(int left, int capacity)
    {
        AddMany(11);
        Capacity().Should().Be(16);
        for (var number = 0; number < 11 - left; number++)
        {
            _shard.RemoveAt(_shard.Find(Id(number)));
        }

        _shard.Add(new RememberedId(Id(100), 1, 100, isCompleted: true), now: 1);

        Capacity().Should().Be(capacity);
    }

    [Fact]
    public void Add_TableIsFullOfExpired_MakesRoomInsteadOfGrowing()
    {
        for (var number = 0; number < 6; number++)
        {
            _shard.Add(new RememberedId(Id(number), 1, 10, isCompleted: true), now: 1);
        }

        _shard.Add(new RememberedId(Id(6), 1, 20, isCompleted: true), now: 10);

        (_shard.Count, Capacity()).Should().Be((1, 8));
    }

    [Fact]
    public void CleanUp_EachCall_LooksAtFourPlacesAndTheNextAtTheNextFour()
    {
        for (var number = 0; number < 6; number++)
        {
            _shard.Add(new RememberedId(new IdFingerprint(0, (uint)number * OneOfEight, 1), 1, 10, isCompleted: true), now: 1);
        }

        _shard.CleanUp(now: 9);
        _shard.CleanUp(now: 9);
        _shard.Count.Should().Be(6, "none has expired");

        _shard.CleanUp(now: 10);
        _shard.Count.Should().Be(2);
        _shard.CleanUp(now: 10);
        _shard.Count.Should().Be(0);
    }

    [Fact]
    public void Find_IdsOfDifferentHomes_LieInThem()
    {
        for (var number = 5; number >= 0; number--)
        {
            _shard.Add(new RememberedId(new IdFingerprint(0, (uint)number * OneOfEight, 1), 1, 10, isCompleted: true), now: 1);
        }

        Enumerable.Range(0, 6).Select(number => _shard.Find(new IdFingerprint(0, (uint)number * OneOfEight, 1))).Should().Equal(0, 1, 2, 3, 4, 5);
    }

    [Fact]
    public void FindEarliestCompleted_TheEarliestLiesFirst_IsFound()
    {
        _shard.Add(new RememberedId(new IdFingerprint(0, 0, 1), 1, 10, isCompleted: true), now: 1);
        _shard.Add(new RememberedId(new IdFingerprint(0, 3 * OneOfEight, 1), 1, 20, isCompleted: true), now: 1);
        _shard.Add(new RememberedId(new IdFingerprint(0, 4 * OneOfEight, 1), 1, 5, isCompleted: false), now: 1);

        _shard.FindEarliestCompleted().Should().Be(0);
    }

    /// <summary>Homes around the end of the table, in every order of arrival, each of them removed once.</summary>
    [Fact]
    public void RemoveAt_RunsAroundTheEnd_LoseNobody()
    {
        var ids = new uint[] { 5, 6, 6, 7, 0 }.Select((home, number) => new IdFingerprint(0, home * OneOfEight, (ulong)number)).ToList();
        foreach (var order in Orders(ids))
        {
            foreach (var removed in ids)
            {
                var shard = new IdShard();
                order.ForEach(id => shard.Add(new RememberedId(id, 1, 10, isCompleted: true), now: 1));

                shard.RemoveAt(shard.Find(removed));

                shard.Find(removed).Should().BeNegative();
                ids.Where(id => id != removed && shard.Find(id) < 0).Should().BeEmpty();
            }
        }
    }

    private static IEnumerable<List<IdFingerprint>> Orders(List<IdFingerprint> ids)
        => ids.Count == 0
            ? [[]]
            : ids.SelectMany(first => Orders([.. ids.Where(id => id != first)]).Select(rest => (List<IdFingerprint>)[first, .. rest]));

    private void AddMany(int count)
    {
        for (var number = 0; number < count; number++)
        {
            _shard.Add(new RememberedId(Id(number), 1, 100, isCompleted: true), now: 1);
        }
    }

    private static IdFingerprint Id(int number) => new(0, (uint)number * 123_456_789, (ulong)number);

    private int Capacity()
    {
        for (var index = 0; ; index++)
        {
            try
            {
                _ = _shard.At(index);
            }
            catch (IndexOutOfRangeException)
            {
                return index;
            }
        }
    }
}
