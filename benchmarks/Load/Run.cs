using Load.Clients;
using Load.Deliveries;
using Load.Servers;

namespace Load;

/// <summary>One measured run against one server.</summary>
internal sealed record Run(ClientFigures Client, ServerFigures Before, ServerFigures After)
{
    private const int InFlight = 1_000;

    private long Handled => After.Handled - Before.Handled;

    public double CpuPerDelivery => (After.CpuMicroseconds - Before.CpuMicroseconds) / Handled;

    public double AllocatedPerDelivery => (double)(After.AllocatedBytes - Before.AllocatedBytes) / Handled;

    public double CollectionsPerThousand
        => 1000.0 * (After.Gen0 - Before.Gen0 + After.Gen1 - Before.Gen1 + After.Gen2 - Before.Gen2) / Handled;

    public static Run Measure(ServerProcess server, int deliveries, int bodyBytes, Func<DeliveryFile, ClientFigures> send)
    {
        var platform = server.Kind == "octokit" ? Platform.GitHub : Platform.EightBit;
        using var file = new DeliveryFile(deliveries, bodyBytes, platform);
        var before = server.Ask(collect: true);
        var client = send(file);
        if (client.Refused + client.Failed > 0)
        {
            Console.WriteLine($"{server.Kind}: {client.Refused} answers were no 200, {client.Failed} requests failed");
        }

        // Those that were on their way when the client stopped may not have been taken, and some were sent twice then.
        var atLeast = Math.Min(client.Answered - client.Refused, deliveries - InFlight);
        return new Run(client, before, server.WaitUntilIdle(before.Handled + atLeast));
    }
}
