namespace LiveAnalytics.Live;

/// <summary>How many pages are open. Each holds a connection, so there is a bound.</summary>
internal sealed class Viewers
{
    public const int Most = 100;

    private int _count;

    public bool TryEnter()
    {
        if (Interlocked.Increment(ref _count) <= Most)
        {
            return true;
        }

        Leave();
        return false;
    }

    public void Leave() => Interlocked.Decrement(ref _count);
}
