using Load.Clients;
using Load.Servers;

namespace Load.Growth;

/// <summary>Whether a delivery costs the same however much there is already. Each axis by itself, its sizes by turns.</summary>
internal static class GrowthComparison
{
    private const int Connections = 32;

    private static readonly Dictionary<string, int[]> Axes = new()
    {
        ["ids"] = [0, 100_000, 1_000_000, 10_000_000],
        ["pending"] = [0, 10_000, 100_000, 1_000_000],
        ["handlers"] = [0, 10, 50, 200],
        ["receivers"] = [0, 10, 100, 1_000],
    };

    private static readonly int[] ConnectionCounts = [1, 16, 256, 1_000, 5_000];

    public static int Run(Settings settings)
    {
        List<GrowthAxis> axes = [.. Axes.Select(axis => Measure(settings, axis.Key, axis.Value)), MeasureConnections(settings)];
        GrowthReport.Data(axes);
        GrowthPlot.Write(axes);
        return 0;
    }

    private static GrowthAxis Measure(Settings settings, string name, int[] sizes)
    {
        var servers = sizes.Select(size => new ServerProcess("memory", $"{name}={size}", $"{size}")).ToList();
        try
        {
            Comparison.WarmUp(servers, settings);
            var runs = Comparison.ByTurns(servers, settings.Rounds, server => Throughput(server, settings, Connections));
            var axis = GrowthAxis.BesideTheSmallest(name, [.. sizes.Select(size => GrowthPoint.Of(size, runs[$"{size}"]))]);
            GrowthReport.Axis(axis);
            return axis;
        }
        finally
        {
            servers.ForEach(server => server.Dispose());
        }
    }

    /// <summary>Beside bare, which pays for its sockets too: at one connection either wakes a thread for each delivery.</summary>
    private static GrowthAxis MeasureConnections(Settings settings)
    {
        List<ServerProcess> servers = [new("bare", ""), new("memory", "")];
        try
        {
            Comparison.WarmUp(servers, settings);
            var runs = ConnectionCounts.ToDictionary(
                count => count, count => Comparison.ByTurns(servers, settings.Rounds, server => Throughput(server, settings, count)));
            var axis = new GrowthAxis("connections", PointsOf("memory"), PointsOf("bare"));
            GrowthReport.Connections(axis);
            return axis;

            List<GrowthPoint> PointsOf(string server) => [.. ConnectionCounts.Select(count => GrowthPoint.Of(count, runs[count][server]))];
        }
        finally
        {
            servers.ForEach(server => server.Dispose());
        }
    }

    /// <summary>Each after a warm-up of its own: between two of its turns a server has lain idle while the others ran.</summary>
    private static Run Throughput(ServerProcess server, Settings settings, int connections)
    {
        // So many that opening the connections is the smaller part.
        var deliveries = Math.Max(settings.Deliveries, 5 * connections);
        Send(deliveries / 5);
        return Send(deliveries);

        Run Send(int count) => Load.Run.Measure(server, count, 1024, file => WrkClient.Send(file, server.Url.ToString(), connections));
    }
}
