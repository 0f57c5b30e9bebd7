using System.Diagnostics;

namespace EightBit.Webhooks.Receiver.Testing.Waiting;

/// <summary>
/// Whether a number of attempts has stayed the same for a while. The inbox has a dead letter a moment before the attempt that made it is
/// told of, so what is found there may be the news that somebody waits for.
/// </summary>
internal sealed class QuietTime
{
    private static readonly TimeSpan While = TimeSpan.FromMilliseconds(500);

    private int _attempts = -1;
    private long _since;

    public bool IsOver(int attempts)
    {
        if (attempts != _attempts)
        {
            (_attempts, _since) = (attempts, Stopwatch.GetTimestamp());
        }

        return Stopwatch.GetElapsedTime(_since) >= While;
    }
}
