using System.ComponentModel;
using System.Diagnostics;

namespace EightBit.Webhooks.Receiver.OpenTelemetry.Tests.Monitoring;

/// <summary>The programs of Prometheus, as the machine has them.</summary>
internal static class PrometheusTools
{
    public static Process Start(string command, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(command, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        try
        {
            return Process.Start(start)!;
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
        using var process = Start("promtool", MonitoringFiles.Repository, arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode == 0, await output + await errors);
    }
}
