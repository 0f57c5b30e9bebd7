using Load.Clients;
using Load.Reports;
using Load.Servers;

namespace Load;

/// <summary>Every server by turns, so that whatever else the machine does strikes all of them.</summary>
internal static class Comparison
{
    private const int WarmUpRounds = 3;

    public static int Run(Settings settings)
    {
        using var resources = new Resources();
        var servers = settings.Servers.Select(kind => new ServerProcess(kind, resources.Of(kind))).ToList();
        try
        {
            WarmUp(servers, settings);
            foreach (var bodyBytes in settings.BodyBytes)
            {
                foreach (var connections in settings.Connections)
                {
                    Throughput(servers, settings, bodyBytes, connections);
                }
            }

            if (settings.Latency)
            {
                LatencyAtHalfOfSaturation(servers, settings);
            }
        }
        finally
        {
            servers.ForEach(server => server.Dispose());
        }

        return 0;
    }

    public static void WarmUp(List<ServerProcess> servers, Settings settings)
    {
        // In pauses: the runtime recompiles what runs often once it has been left in peace for a while.
        for (var round = 0; round < WarmUpRounds; round++)
        {
            foreach (var server in servers)
            {
                Load.Run.Measure(server, settings.Deliveries, 1024, file => WrkClient.Send(file, server.Url.ToString(), 32));
            }

            servers.ForEach(server => server.WaitUntilCompiled());
        }
    }

    private static void Throughput(List<ServerProcess> servers, Settings settings, int bodyBytes, int connections)
    {
        var deliveries = settings.DeliveriesOf(bodyBytes, connections);
        var runs = ByTurns(servers, settings.Rounds, server
            => Load.Run.Measure(server, deliveries, bodyBytes, file => WrkClient.Send(file, server.Url.ToString(), connections)));
        Report.Throughput(
            $"load-{bodyBytes}-{connections}",
            $"{bodyBytes} B bodies, {connections} connections, {settings.Rounds} rounds of {deliveries} deliveries",
            runs);
    }

    private static void LatencyAtHalfOfSaturation(List<ServerProcess> servers, Settings settings)
    {
        var yardstick = servers.Find(server => server.Kind == "memory") ?? servers[0];
        var saturated = Load.Run.Measure(
            yardstick, settings.Deliveries, 1024, file => WrkClient.Send(file, yardstick.Url.ToString(), 32)).Client.PerSecond;
        var rate = saturated / 2;
        var runs = ByTurns(servers, settings.Rounds, server
            => Load.Run.Measure(server, settings.Deliveries, 1024, file => PacedClient.Send(file, server.Url, rate)));
        Report.Latency(
            "load-half",
            $"1024 B bodies, steadily {rate:0}/s (half of what '{yardstick.Kind}' takes at most), {settings.Rounds} rounds of {settings.Deliveries}",
            runs);
    }

    public static Dictionary<string, List<Run>> ByTurns(List<ServerProcess> servers, int rounds, Func<ServerProcess, Run> measure)
    {
        var runs = servers.ToDictionary(server => server.Name, _ => new List<Run>());
        for (var round = 0; round < rounds; round++)
        {
            foreach (var server in servers)
            {
                runs[server.Name].Add(measure(server));
            }
        }

        return runs;
    }
}
