using System.Security.Cryptography;
using EightBit.Webhooks.Receiver.Deduplication;
using EightBit.Webhooks.Receiver.Redis.Connecting;
using EightBit.Webhooks.Receiver.Redis.Keys;
using EightBit.Webhooks.Receiver.Redis.Scripts;

namespace EightBit.Webhooks.Receiver.Redis.Deduplication;

/// <summary>Remembers ids in Redis, for all nodes. Each operation is one script, because a look-up followed by a write is a race.</summary>
internal sealed class RedisDeduplicationStore : IDeduplicationStore
{
    private readonly RedisConnection _connection;

    public RedisDeduplicationStore(RedisConnection connection) => _connection = connection;

    public async ValueTask<DeduplicationClaim> ClaimAsync(DeduplicationKey key, TimeSpan lease, CancellationToken cancellationToken)
    {
        _connection.ThrowIfUnfit();
        var token = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long))) & long.MaxValue;
        var answer = await _connection.EvaluateAsync(
            PartitionOf(key), RedisScript.ClaimId, [TextOf(key), token, Milliseconds(lease)], cancellationToken);
        return (string?)answer switch
        {
            "claimed" => new DeduplicationClaim(DeduplicationStatus.Claimed, token),
            "completed" => new DeduplicationClaim(DeduplicationStatus.Completed, 0),
            _ => new DeduplicationClaim(DeduplicationStatus.InProgress, 0),
        };
    }

    public async ValueTask<bool> CompleteAsync(DeduplicationKey key, long token, TimeSpan retention, CancellationToken cancellationToken)
        => (bool)await _connection.EvaluateAsync(
            PartitionOf(key), RedisScript.CompleteId, [TextOf(key), token, Milliseconds(retention)], cancellationToken);

    public async ValueTask ReleaseAsync(DeduplicationKey key, long token, CancellationToken cancellationToken)
        => await _connection.EvaluateAsync(PartitionOf(key), RedisScript.ReleaseId, [TextOf(key), token], cancellationToken);

    private static string TextOf(DeduplicationKey key) => KeyText.Join(key.Receiver, key.Tenant, key.EventId);

    private static long Milliseconds(TimeSpan time) => Math.Max(1, (long)Math.Ceiling(time.TotalMilliseconds));

    private int PartitionOf(DeduplicationKey key) => _connection.Keys.PartitionOf(key.EventId);
}
