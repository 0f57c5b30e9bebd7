using System.Diagnostics;

namespace EightBit.Webhooks.Receiver.HostileTests.Timing;

/// <summary>Measures what several conditions take, interleaved, in an order that is drawn anew for each round.</summary>
internal static class Stopclock
{
    /// <param name="conditions">How many there are.</param>
    /// <param name="rounds">How many times each is measured.</param>
    /// <param name="prepare">Sets a condition up; is not measured.</param>
    /// <param name="run">Is measured; the same code for every condition.</param>
    /// <returns>For each round, the ticks that each condition took.</returns>
    public static List<double[]> Measure(int conditions, int rounds, Action<int> prepare, Action run)
    {
        var random = new Random(20_261_123);
        var order = Enumerable.Range(0, conditions).ToArray();
        var measured = new List<double[]>(rounds);
        for (var round = -rounds / 4; round < rounds; round++) // the first ones are for the compiler, which replaces code while it runs
        {
            random.Shuffle(order);
            var times = new double[conditions];
            foreach (var condition in order)
            {
                prepare(condition);
                var started = Stopwatch.GetTimestamp();
                run();
                times[condition] = Stopwatch.GetTimestamp() - started;
            }

            if (round >= 0)
            {
                measured.Add(times);
            }
        }

        return measured;
    }
}
