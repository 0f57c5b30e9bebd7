using System.Diagnostics;
using System.Text;

namespace SamplesPlain.Tests.Support;

/// <summary>Runs a built sample as a process of its own.</summary>
internal static class SampleProcess
{
    public static async Task<(int ExitCode, string Output)> RunAsync(
        string sample, IReadOnlyDictionary<string, string> environment, string? input, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, $"{sample}.dll"), .. arguments])
        {
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var ended = await ChildProcess.RunAsync(start, TimeSpan.FromSeconds(60), Encoding.UTF8.GetBytes(input ?? ""));
        return (ended.ExitCode, ended.Output + ended.Errors);
    }
}
