namespace LiveAnalytics.Counting;

/// <summary>Response times as a histogram of fixed size: a quantile of it is at most an eighth off, however many there are.</summary>
internal sealed class ResponseTimes
{
    private const double Smallest = 20; // milliseconds; up to about two minutes
    private const double Growth = 1.25;
    private const int Bins = 40;

    private readonly int[] _bins = new int[Bins];
    private int _count;

    public void Add(decimal? milliseconds)
    {
        if (milliseconds is not >= 0)
        {
            return;
        }

        var bin = Math.Ceiling(Math.Log(Math.Max((double)milliseconds.Value, 1) / Smallest, Growth));
        _bins[(int)Math.Clamp(bin, 0, Bins - 1)]++;
        _count++;
    }

    /// <returns>In milliseconds; null when nothing was measured.</returns>
    public double? Quantile(double share)
    {
        var toPass = (int)Math.Ceiling(_count * share);
        for (var bin = 0; toPass > 0 && bin < Bins; bin++)
        {
            toPass -= _bins[bin];
            if (toPass <= 0)
            {
                return Math.Round(Smallest * Math.Pow(Growth, bin - 0.5));
            }
        }

        return null;
    }
}
