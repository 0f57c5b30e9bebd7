using System.Diagnostics;
using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Redis.Tests.Servers;

namespace EightBit.Webhooks.Receiver.Redis.Tests.Failover;

/// <summary>A node that completes all that is pending.</summary>
internal static class Processing
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task<List<string>> OfAllAsync(TestNode node)
    {
        var processed = new List<string>();
        var waiting = Stopwatch.StartNew();
        while (await PendingAsync(node) is var pending && pending != 0)
        {
            waiting.Elapsed.Should().BeLessThan(Patience);
            if (pending is null)
            {
                continue;
            }

            foreach (var lease in (await node.Inbox.ClaimAsync(100, TimeSpan.FromMinutes(1), CancellationToken.None)).Leases)
            {
                processed.Add(lease.Delivery.EventId);
                (await node.Inbox.SettleAsync(lease, Settlement.Completed.Instance, CancellationToken.None)).Should().BeTrue();
            }
        }

        return processed;
    }

    /// <returns>Null while this node has not found the new primary; the other one may have been first.</returns>
    private static async Task<long?> PendingAsync(TestNode node)
    {
        try
        {
            return (await node.Inbox.GetStatisticsAsync()).Pending;
        }
        catch (RedisInboxException)
        {
            await Task.Delay(50);
            return null;
        }
    }
}
