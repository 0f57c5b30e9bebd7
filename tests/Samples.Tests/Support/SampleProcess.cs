using System.Diagnostics;

namespace Samples.Tests.Support;

/// <summary>Runs a built sample as a process of its own.</summary>
internal static class SampleProcess
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(120);

    /// <summary>In an environment that would spoil the demo if it listened to it.</summary>
    public static async Task<(int ExitCode, string Output)> PlayDemoAsync(string sample)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, $"{sample}.dll"), "--demo"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Staging";
        start.Environment["ASPNETCORE_URLS"] = "http://localhost:1";
        start.Environment["EightBit__Webhooks__MaxBodyBytes"] = "none of its business";
        start.Environment["HTTP_PROXY"] = "http://localhost:1";
        using var process = Process.Start(start)!;
        using var deadline = new CancellationTokenSource(Deadline);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(deadline.Token);
            var error = process.StandardError.ReadToEndAsync(deadline.Token);
            await process.WaitForExitAsync(deadline.Token);
            return (process.ExitCode, await output + await error);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
