namespace EightBit.Webhooks.Receiver.HostileTests.Timing;

[Trait("Category", "Slow")]
public sealed class FriedmanTestTests
{
    [Fact]
    public void Of_RoundsThatAgree_IsOne()
        => FriedmanTest.Of([[1, 2, 3, 4], [10, 20, 30, 40], [5, 6, 7, 8]]).W.Should().BeApproximately(1, 1e-12);

    [Fact]
    public void Of_RoundsThatContradictEachOther_IsZero()
        => FriedmanTest.Of([[1, 2, 3], [3, 2, 1]]).W.Should().Be(0);

    [Fact]
    public void Of_EqualMeasurements_IsZero()
        => FriedmanTest.Of([[1, 1, 1], [2, 2, 2]]).ChiSquared.Should().Be(0);

    /// <summary>Rank sums 9, 8 and 13 over 5 rounds, 10 expected of each: 12 / (5·3·4) · (1 + 4 + 9) = 2.8.</summary>
    [Fact]
    public void Of_AnExampleWorkedByHand_IsItsStatistic()
        => FriedmanTest.Of([[2, 1, 3], [2, 1, 3], [1, 2, 3], [2, 1, 3], [2.5, 2.75, 2]]).ChiSquared.Should().BeApproximately(2.8, 1e-12);
}
