using System.Globalization;

namespace Soak.Sampling;

/// <summary>What Linux knows of a process, without asking it.</summary>
internal static class ProcessFigures
{
    public static void Read(int processId, Dictionary<string, double> figures)
    {
        var status = File.ReadLines($"/proc/{processId}/status").Select(line => line.Split(':', 2)).ToDictionary(parts => parts[0], parts => parts[1].Trim());
        figures[SeriesNames.Resident] = Number(status["VmRSS"].Split(' ')[0]) * 1024;
        figures[SeriesNames.Threads] = Number(status["Threads"]);
        figures[SeriesNames.Handles] = Directory.EnumerateFileSystemEntries($"/proc/{processId}/fd").Count();
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
