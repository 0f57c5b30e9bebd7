using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Redis.Entries;
using EightBit.Webhooks.Receiver.Redis.Fleet;
using EightBit.Webhooks.Receiver.Redis.Scripts;
using StackExchange.Redis;

namespace EightBit.Webhooks.Receiver.Redis;

internal sealed partial class RedisInbox
{
    public async ValueTask<bool> SettleAsync(InboxLease lease, Settlement settlement, CancellationToken cancellationToken)
    {
        while (true)
        {
            // What ends an event has to be decided with what all nodes handle; Redis knows whether that has changed meanwhile.
            var ends = settlement is Settlement.Completed or Settlement.Dead { Reason: not DeadLetterReason.AttemptsExhausted };
            var view = ends && _fleet is not null ? _fleet.ViewOf(lease) : FleetView.None;
            if (_fleet?.IsWaitedFor(lease, view) == true)
            {
                throw new RedisInboxException("A node that has just joined has more handlers for the event, so it has not ended. It is left to that node.");
            }

            var answer = await SettleAsync(lease, settlement, view.Version, cancellationToken);
            if (answer >= 0)
            {
                return answer == 1;
            }

            await _fleet!.LookAgainAsync(lease, cancellationToken);
        }
    }

    private async Task<int> SettleAsync(InboxLease lease, Settlement settlement, string fleetVersion, CancellationToken cancellationToken)
    {
        var (partition, seq) = Keys.Find(lease.EntryId);
        if (settlement is Settlement.Completed)
        {
            return (int)await _completions[partition].RunAsync([seq, lease.Token, fleetVersion], bytes: 0, cancellationToken);
        }

        RedisValue[] arguments = settlement switch
        {
            Settlement.Abandoned abandoned => Arguments("abandoned", abandoned.Progress),
            Settlement.HandedOver handedOver => Arguments("handed over", handedOver.Progress, detail: Milliseconds(handedOver.Delay)),
            Settlement.Retry retry => Arguments("retry", retry.Progress, retry.Error, Milliseconds(retry.Delay)),
            Settlement.Dead dead => Arguments("dead", dead.Progress, dead.Error, (int)dead.Reason),
            _ => throw new ArgumentException($"{settlement.GetType()} is not a settlement that this inbox knows.", nameof(settlement)),
        };
        return (int)await _connection.EvaluateAsync(partition, RedisScript.Settle, arguments, cancellationToken);

        RedisValue[] Arguments(string kind, HandlerProgress progress, string error = "", long detail = 0) =>
        [
            seq, lease.Token, kind, EntryJson.WriteNames(progress.Completed), EntryJson.WriteNames(progress.Rejected), error, detail, fleetVersion,
        ];
    }
}
