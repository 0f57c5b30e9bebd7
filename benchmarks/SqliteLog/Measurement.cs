using System.Diagnostics;

namespace SqliteLogBenchmark;

/// <summary>Asks the same thing a few times and prints how long it took.</summary>
internal static class Measurement
{
    private const int Runs = 25;

    public static void WriteHead() => Console.WriteLine($"{"asked for",-62}   found   median ms   worst ms");

    public static async Task RunAsync(string name, Func<Random, Task<int>> ask)
    {
        var random = new Random(1);
        var times = new List<double>();
        var most = 0;
        for (var run = 0; run < Runs; run++)
        {
            var watch = Stopwatch.StartNew();
            most = Math.Max(most, await ask(random));
            times.Add(watch.Elapsed.TotalMilliseconds);
        }

        times.Sort();
        Console.WriteLine($"{name,-62}   {most,5}   {times[Runs / 2],9:0.0}   {times[^1],8:0.0}");
    }
}
