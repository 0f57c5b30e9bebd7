namespace EightBit.Webhooks.Receiver.HostileTests.Timing;

/// <summary>
/// Friedman's rank test: in each round every condition is measured once, and only their order within the round counts. What makes a whole round slow
/// (another process, another clock rate) changes no rank, and what makes a single measurement slow changes one round of thousands.
/// </summary>
/// <param name="ChiSquared">The statistic, chi-squared distributed with <paramref name="Conditions"/> − 1 degrees of freedom if the condition makes no difference.</param>
/// <param name="Conditions">How many conditions were compared.</param>
/// <param name="Rounds">How many times.</param>
internal sealed record FriedmanTest(double ChiSquared, int Conditions, int Rounds)
{
    /// <summary>
    /// Kendall's W, the size of the effect: 0 when the rounds do not agree at all on the order of the conditions, 1 when they agree completely. By
    /// chance it is 1/<see cref="Rounds"/> on average.
    /// </summary>
    public double W => ChiSquared / (Rounds * (Conditions - 1.0));

    /// <summary>The statistic in standard deviations of a normal distribution (Wilson and Hilferty, 1931).</summary>
    public double Z
    {
        get
        {
            var spread = 2.0 / (9 * (Conditions - 1));
            return (Math.Cbrt(ChiSquared / (Conditions - 1)) - (1 - spread)) / Math.Sqrt(spread);
        }
    }

    /// <param name="rounds">The measurements of each round, in the order of the conditions.</param>
    public static FriedmanTest Of(IReadOnlyList<double[]> rounds)
    {
        var conditions = rounds[0].Length;
        var sums = new double[conditions];
        foreach (var round in rounds)
        {
            AddRanks(round, sums);
        }

        var expected = rounds.Count * (conditions + 1) / 2.0;
        var squares = sums.Sum(sum => (sum - expected) * (sum - expected));
        return new FriedmanTest(12 * squares / (rounds.Count * conditions * (conditions + 1.0)), conditions, rounds.Count);
    }

    public override string ToString() => $"Friedman chi² = {ChiSquared:0.0} with {Conditions - 1} degrees of freedom (z = {Z:0.0}), W = {W:0.00000} over {Rounds} rounds";

    /// <summary>Equal measurements share the mean of their ranks.</summary>
    private static void AddRanks(double[] round, double[] sums)
    {
        var order = Enumerable.Range(0, round.Length).OrderBy(condition => round[condition]).ToArray();
        for (var first = 0; first < order.Length;)
        {
            var last = first;
            while (last + 1 < order.Length && round[order[last + 1]].Equals(round[order[first]]))
            {
                last++;
            }

            for (var i = first; i <= last; i++)
            {
                sums[order[i]] += ((first + last) / 2.0) + 1;
            }

            first = last + 1;
        }
    }
}
