using System.Runtime;

namespace Micro.Pauses;

/// <summary>A table in Markdown. Its first line tells what the machine by itself does to an operation.</summary>
internal sealed class PauseReport
{
    private readonly List<(string Operation, PauseFigures Figures)> _lines = [];

    public void Add(string operation, PauseFigures figures) => _lines.Add((operation, figures));

    public void Print(int ids)
    {
        Console.WriteLine($"Each of {ids} operations by itself, {(GCSettings.IsServerGC ? "server" : "workstation")} garbage collection:\n");
        Console.WriteLine("| operation | p50 µs | p99.9 µs | longest ms | longest without a collection ms | collections | longest stop for one ms |");
        Console.WriteLine("|---|---:|---:|---:|---:|---:|---:|");
        foreach (var (operation, figures) in _lines)
        {
            Console.WriteLine($"| {operation} | {figures.P50:0.00} | {figures.P999:0.00} | {figures.Longest / 1000:0.000} "
                + $"| {figures.LongestUndisturbed / 1000:0.000} | {figures.Collections} | {figures.LongestCollection / 1000:0.000} |");
        }
    }
}
