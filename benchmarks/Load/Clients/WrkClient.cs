using System.Diagnostics;
using System.Globalization;
using Load.Deliveries;

namespace Load.Clients;

/// <summary>As fast as the server answers: wrk costs so little that the figure is the server's.</summary>
internal static class WrkClient
{
    public static ClientFigures Send(DeliveryFile deliveries, string url, int connections)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "Clients", "wrk.lua");
        var start = new ProcessStartInfo("wrk") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])["-t1", $"-c{connections}", "-d300s", "--timeout", "30s", "-s", script, url, "--", deliveries.Path])
        {
            start.ArgumentList.Add(argument);
        }

        using var wrk = Process.Start(start) ?? throw new InvalidOperationException("wrk did not start. Install it (Debian: wrk).");
        var output = wrk.StandardOutput.ReadToEnd();
        wrk.WaitForExit();
        var line = output.Split('\n').LastOrDefault(line => line.StartsWith("FIGURES ", StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"wrk failed: {output}{wrk.StandardError.ReadToEnd()}");
        var figures = line.Split(' ').Skip(1).Select(text => long.Parse(text, CultureInfo.InvariantCulture)).ToArray();
        return new ClientFigures(figures[0], figures[1] / 1e6, figures[2], figures[3], figures[4], figures[5], figures[6]);
    }
}
