using Fuzz.Mutating;

namespace EightBit.Webhooks.Receiver.FuzzTests.Mutating;

public sealed class MutatorTests
{
    private const int Inputs = 2_000;

    [Fact]
    public void Next_SameSeed_GivesTheSameInputs() => Take(seed: 5).Should().Equal(Take(seed: 5));

    [Fact]
    public void Next_OtherSeed_GivesOtherInputs() => Take(seed: 5).Should().NotEqual(Take(seed: 6));

    [Fact]
    public void Next_ManyInputs_AreMostlyDifferentAndBounded()
    {
        var inputs = Take(seed: 7);

        inputs.Distinct().Should().HaveCountGreaterThan(Inputs * 9 / 10);
        inputs.Max(LengthOf).Should().BeInRange(8193, Mutator.MaxLength);
        inputs.Min(LengthOf).Should().Be(0);
    }

    [Fact]
    public void Next_AnEmptyCorpus_StillGivesInputs()
    {
        var mutator = new Mutator([[]], Tokens.All, seed: 1);

        Enumerable.Range(0, 100).Select(_ => mutator.Next()).Should().Contain(input => input.Length > 0);
    }

    private static int LengthOf(string hex) => hex.Length / 2;

    private static List<string> Take(int seed)
    {
        var mutator = new Mutator(SeedCorpus.Of("envelope"), Tokens.All, seed);
        return [.. Enumerable.Range(0, Inputs).Select(_ => Convert.ToHexString(mutator.Next()))];
    }
}
