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
            WorkingDirectory = Path.GetTempPath(),
        };
        start.Environment["EIGHTBIT_WEBHOOKS_SECRET"] = RunningCrm.Secret;

        var ended = await ChildProcess.RunAsync(start, atMost);
        ended.ExitCode.Should().Be(0, ended.Output + ended.Errors);
        return JsonElement.Parse(ended.Output);
    }
}
