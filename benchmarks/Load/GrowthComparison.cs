using Load.Clients;
using Load.Servers;

namespace Load;

/// <summary>Whether a delivery costs the same however much there is already. Each axis by itself, its sizes by turns.</summary>
internal static class GrowthComparison
{
    private static readonly Dictionary<string, int[]> Axes = new()
    {
        ["ids"] = [0, 100_000, 1_000_000, 10_000_000],
        ["pending"] = [0, 10_000, 100_000, 1_000_000],
        ["handlers"] = [0, 10, 50, 200],
        ["receivers"] = [0, 10, 100, 1_000],
    };

    private static readonly int[] Connections = [1, 16, 256, 1_000, 5_000];

    public static int Run(Settings settings)
    {
        foreach (var (axis, sizes) in Axes)
        {
            Measure(settings, axis, sizes);
        }

        MeasureConnections(settings);
        return 0;
    }

    private static void Measure(Settings settings, string axis, int[] sizes)
    {
        var servers = sizes.Select(size => new ServerProcess("memory", $"{axis}={size}", $"{size}")).ToList();
        try
        {
            Comparison.WarmUp(servers, settings);
            var runs = Comparison.ByTurns(servers, settings.Rounds, server => Throughput(server, settings, 32));
            Report.Growth(axis, runs);
        }
        finally
        {
            servers.ForEach(server => server.Dispose());
        }
    }

    private static void MeasureConnections(Settings settings)
    {
        using var server = new ServerProcess("memory", "");
        Comparison.WarmUp([server], settings);
        var runs = Connections.ToDictionary(count => $"{count}", _ => new List<Run>());
        for (var round = 0; round < settings.Rounds; round++)
        {
            foreach (var count in Connections)
            {
                runs[$"{count}"].Add(Throughput(server, settings, count));
            }
        }

        Report.Growth("connections", runs);
    }

    private static Run Throughput(ServerProcess server, Settings settings, int connections)
        => Load.Run.Measure(server, settings.Deliveries, 1024, file => WrkClient.Send(file, server.Url.ToString(), connections));
}
