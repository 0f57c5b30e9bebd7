using System.Diagnostics;
using System.Text.Json;

namespace CrmSync.Tests.Support;

/// <summary>Runs <c>eightbit-webhooks simulate</c> as a process of its own, and reads its report.</summary>
internal static class SimulateProcess
{
    public static async Task<JsonElement> RunAsync(RunningCrm crm, TimeSpan atMost, params string[] arguments)
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "eightbit-webhooks.dll"), "simulate", "--to", new Uri(crm.Address, "/webhooks/8bit").ToString(), "--json", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.Environment["EIGHTBIT_WEBHOOKS_SECRET"] = RunningCrm.Secret;

        using var process = Process.Start(start)!;
        using var deadline = new CancellationTokenSource(atMost);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(deadline.Token);
            var error = process.StandardError.ReadToEndAsync(deadline.Token);
            await process.WaitForExitAsync(deadline.Token);
            process.ExitCode.Should().Be(0, await output + await error);
            return JsonElement.Parse(await output);
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
