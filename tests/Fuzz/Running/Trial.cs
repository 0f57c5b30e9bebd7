using System.Diagnostics;
using Fuzz.Targets;

namespace Fuzz.Running;

/// <summary>Gives one input to a target, and judges how it was taken.</summary>
internal static class Trial
{
    /// <summary>What takes longer is a hang.</summary>
    public static readonly TimeSpan Slow = TimeSpan.FromSeconds(1);

    /// <summary>A machine that was busy with something else is not busy each time.</summary>
    private const int Repetitions = 3;

    /// <returns>Null when all is well.</returns>
    public static Finding? Of(IFuzzed fuzzed, byte[] input)
    {
        var shortest = TimeSpan.MaxValue;
        for (var repetition = 0; repetition < Repetitions && shortest > Slow; repetition++)
        {
            var startedAt = Stopwatch.GetTimestamp();
            try
            {
                fuzzed.Take(input);
            }
            catch (Exception exception)
            {
                return Finding.Crash(exception, input);
            }

            var time = Stopwatch.GetElapsedTime(startedAt);
            shortest = time < shortest ? time : shortest;
        }

        return shortest > Slow ? Finding.Hang(shortest, input) : null;
    }
}
