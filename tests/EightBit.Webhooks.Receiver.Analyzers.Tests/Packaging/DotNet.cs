using System.Diagnostics;

namespace EightBit.Webhooks.Receiver.Analyzers.Tests.Packaging;

/// <summary>The .NET SDK's command line; leaves no process behind.</summary>
internal static class DotNet
{
    private static readonly TimeSpan AtMost = TimeSpan.FromMinutes(5);

    /// <returns>What was printed, and the exit code.</returns>
    public static async Task<(string Output, int ExitCode)> RunAsync(string directory, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = directory,
        };

        // The test runner's own settings are not the user's.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        var ended = await ChildProcess.RunAsync(start, AtMost);
        return (ended.Output + ended.Errors, ended.ExitCode);
    }
}
