using System.Diagnostics;

namespace Samples.Tests.Support;

/// <summary>Runs a built sample as a process of its own.</summary>
internal static class SampleProcess
{
    /// <summary>In an environment that would spoil the demo if it listened to it.</summary>
    public static async Task<(int ExitCode, string Output)> PlayDemoAsync(string sample)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, $"{sample}.dll"), "--demo"])
        {
            WorkingDirectory = Path.GetTempPath(),
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Staging";
        start.Environment["ASPNETCORE_URLS"] = "http://localhost:1";
        start.Environment["EightBit__Webhooks__MaxBodyBytes"] = "none of its business";
        start.Environment["HTTP_PROXY"] = "http://localhost:1";
        var ended = await ChildProcess.RunAsync(start, TimeSpan.FromSeconds(120));
        return (ended.ExitCode, ended.Output + ended.Errors);
    }
}
