using System.Diagnostics;
using System.Globalization;

namespace EightBit.Webhooks.TestProcesses;

/// <summary>Processes with a variable in their environment, which descendants inherit. Only Linux shows it to others.</summary>
internal static class MarkedProcesses
{
    private const int MostRounds = 10;
    private static readonly TimeSpan TimeToDie = TimeSpan.FromSeconds(30);

    public static void Kill(string variable)
    {
        // Again, for what a process started while it was found.
        for (var rounds = 0; rounds < MostRounds && Find(variable) is { Count: > 0 } processes; rounds++)
        {
            processes.ForEach(Kill);
        }
    }

    public static List<int> Find(string variable)
        => OperatingSystem.IsLinux() ? [.. Running().Where(id => HasVariable($"/proc/{id}/environ", variable))] : [];

    private static IEnumerable<int> Running()
        => Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => id > 0);

    private static void Kill(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            process.Kill();
            process.WaitForExit(TimeToDie);
        }
        catch (ArgumentException)
        {
            // It has ended meanwhile.
        }
    }

    private static bool HasVariable(string environment, string variable)
    {
        try
        {
            return Array.Exists(File.ReadAllText(environment).Split('\0'), entry => entry.StartsWith(variable + "=", StringComparison.Ordinal));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false; // it has ended, or belongs to another user
        }
    }
}
