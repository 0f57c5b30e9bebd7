using System.Diagnostics;

namespace CrmSync.Tests.Support;

/// <summary>Runs the built application as a process of its own.</summary>
internal static class CrmProcess
{
    public static async Task<(int ExitCode, string Output)> RunAsync(
        IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "CrmSync.dll"), .. arguments])
        {
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var ended = await ChildProcess.RunAsync(start, TimeSpan.FromSeconds(60));
        return (ended.ExitCode, ended.Output + ended.Errors);
    }
}
