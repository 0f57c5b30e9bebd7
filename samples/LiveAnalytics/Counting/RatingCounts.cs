namespace LiveAnalytics.Counting;

/// <summary>Ratings from 1 to 5; others are on another scale, and left out.</summary>
internal sealed class RatingCounts
{
    private const int Best = 5;

    private readonly int[] _counts = new int[Best];

    public void Add(decimal? rating)
    {
        if (rating is >= 1 and <= Best)
        {
            _counts[(int)Math.Round(rating.Value, MidpointRounding.AwayFromZero) - 1]++;
        }
    }

    /// <returns>How many of 1, of 2, up to 5.</returns>
    public static IReadOnlyList<int> Sum(IEnumerable<RatingCounts> minutes)
    {
        var sum = new int[Best];
        foreach (var minute in minutes)
        {
            for (var index = 0; index < Best; index++)
            {
                sum[index] += minute._counts[index];
            }
        }

        return sum;
    }
}
