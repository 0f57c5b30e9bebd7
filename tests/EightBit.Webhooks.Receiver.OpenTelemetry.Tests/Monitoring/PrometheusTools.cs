using System.ComponentModel;
using System.Diagnostics;

namespace EightBit.Webhooks.Receiver.OpenTelemetry.Tests.Monitoring;

/// <summary>The programs of Prometheus, as the machine has them.</summary>
internal static class PrometheusTools
{
    public static ChildProcess Start(string command, string folder, params string[] arguments)
    {
        try
        {
            return ChildProcess.Start(new ProcessStartInfo(command, arguments) { WorkingDirectory = folder });
        }
        catch (Win32Exception exception)
        {
            throw new InvalidOperationException(
                $"'{command}' cannot be started. Install Prometheus (Debian: apt-get install prometheus) and run this again.", exception);
        }
    }

    /// <returns>What promtool has printed, and whether it was content.</returns>
    public static async Task<(bool Succeeded, string Output)> RunPromtoolAsync(params string[] arguments)
    {
        await using var process = Start("promtool", MonitoringFiles.Repository, arguments);
        var ended = await process.WhenEndedAsync(TimeSpan.FromMinutes(1));
        return (ended.ExitCode == 0, ended.Output + ended.Errors);
    }
}
