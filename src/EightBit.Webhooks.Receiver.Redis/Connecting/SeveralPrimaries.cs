using StackExchange.Redis;

namespace EightBit.Webhooks.Receiver.Redis.Connecting;

/// <summary>
/// Notices that more than one primary is connected though there is no cluster: after a failover the old one may come back still as a primary, and
/// what it is given is lost when it becomes a replica.
/// </summary>
internal static class SeveralPrimaries
{
    /// <summary>Null where there is one, or where all are the same server.</summary>
    /// <param name="multiplexer">The connection.</param>
    /// <param name="runIdOf">What an endpoint has last said which server it is, if it was asked.</param>
    public static string? MessageOf(IConnectionMultiplexer multiplexer, Func<string, string?> runIdOf)
    {
        List<string>? primaries = null;
        foreach (var server in multiplexer.GetServers())
        {
            if (server is { IsConnected: true, IsReplica: false, ServerType: ServerType.Standalone })
            {
                (primaries ??= []).Add(EndPointCollection.ToString(server.EndPoint));
            }
        }

        return primaries is null or [_] || AreOne(primaries.ConvertAll(endPoint => runIdOf(endPoint)))
            ? null
            : $"{string.Join(" and ", primaries)} are both primaries, and this is no cluster. After a failover the old primary may come back as one; what it is "
                + "given then is lost. Nothing is taken or processed until one of them is a replica (REPLICAOF) or is taken out of the configuration.";
    }

    private static bool AreOne(List<string?> runIds) => !string.IsNullOrEmpty(runIds[0]) && runIds.TrueForAll(runId => runId == runIds[0]);
}
