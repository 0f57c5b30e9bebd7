using System.Diagnostics;

namespace Micro.Pauses;

/// <summary>How long each single operation took, and whether a garbage collection stopped it.</summary>
internal sealed class OperationTimes
{
    // Made once, and before memory is looked at.
    private readonly uint[] _ticks;

    public OperationTimes(int mostOperations) => _ticks = new uint[mostOperations];

    public PauseFigures Measure(Action<int> operation) => Measure(operation, _ticks.Length);

    public PauseFigures Measure(Action<int> operation, int count)
    {
        count = Math.Min(count, _ticks.Length);
        var pausedAtFirst = GC.GetTotalPauseDuration();
        var (collections, paused, longestPause) = (GC.CollectionCount(0), pausedAtFirst, TimeSpan.Zero);
        uint longestUndisturbed = 0;
        for (var number = 0; number < count; number++)
        {
            var began = Stopwatch.GetTimestamp();
            operation(number);
            var ticks = _ticks[number] = (uint)(Stopwatch.GetTimestamp() - began);

            // The process has no other thread that allocates: a pause that was not there before this operation fell into it.
            var pausedNow = GC.GetTotalPauseDuration();
            if (pausedNow == paused)
            {
                longestUndisturbed = Math.Max(longestUndisturbed, ticks);
            }

            longestPause = TimeSpan.FromTicks(Math.Max(longestPause.Ticks, (pausedNow - paused).Ticks));
            paused = pausedNow;
        }

        var sorted = _ticks.AsSpan(0, count);
        sorted.Sort();
        return new PauseFigures(
            Microseconds(sorted[count / 2]),
            Microseconds(sorted[(int)(count * 0.999)]),
            Microseconds(sorted[^1]),
            Microseconds(longestUndisturbed),
            GC.CollectionCount(0) - collections,
            longestPause.TotalMicroseconds);
    }

    private static double Microseconds(uint ticks) => ticks * 1e6 / Stopwatch.Frequency;
}
