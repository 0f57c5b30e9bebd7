using System.Diagnostics;

namespace SqliteLogBenchmark;

/// <summary>Asks the same thing a few times and prints how long it took.</summary>
internal static class Measurement
{
    private const int Runs = 25;

    public static void WriteHead() => Console.WriteLine($"{"asked for",-74}   found   median ms   worst ms");

    /// <param name="name">What is asked for.</param>
    /// <param name="ask">Asks, and tells how many were found.</param>
    /// <param name="pause">How long to wait before each time.</param>
    /// <returns>How long it took at worst.</returns>
    public static async Task<TimeSpan> RunAsync(string name, Func<Random, Task<int>> ask, TimeSpan pause = default)
    {
        var random = new Random(1);
        var times = new List<double>();
        var most = 0;
        for (var run = 0; run < Runs; run++)
        {
            await Task.Delay(pause);
            var watch = Stopwatch.StartNew();
            most = Math.Max(most, await ask(random));
            times.Add(watch.Elapsed.TotalMilliseconds);
        }

        times.Sort();
        Console.WriteLine($"{name,-74}   {most,5}   {times[Runs / 2],9:0.0}   {times[^1],8:0.0}");
        return TimeSpan.FromMilliseconds(times[^1]);
    }
}
