using System.Security.Cryptography;
using System.Text.Json;
using EightBit.Webhooks.Receiver.Handlers;
using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Redis.Connecting;
using EightBit.Webhooks.Receiver.Redis.Entries;
using EightBit.Webhooks.Receiver.Redis.Scripts;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace EightBit.Webhooks.Receiver.Redis.Fleet;

/// <summary>Says in Redis what this node handles, again and again, and knows what others have said and not let end.</summary>
internal sealed class RedisFleet : IWebhookFleet
{
    private readonly RedisConnection _connection;
    private readonly TimeSpan _lifetime;
    private readonly TimeProvider _time;
    private readonly FleetView[] _views;
    private IReadOnlyList<HandledEvents>? _own;
    private byte[] _ownText = [];
    private string _ownName = "";
    private long? _announcedAt;
    private long _uninterruptedSince;

    public RedisFleet(RedisConnection connection, IOptions<RedisWebhooksOptions> options, TimeProvider time)
    {
        _connection = connection;
        _lifetime = options.Value.AnnouncementLifetime;
        _time = time;
        _views = [.. Enumerable.Repeat(FleetView.None, options.Value.Partitions)];
    }

    public async ValueTask JoinAsync(IReadOnlyList<HandledEvents> handled, CancellationToken cancellationToken)
    {
        _ownText = JsonSerializer.SerializeToUtf8Bytes(handled, EntryJson.Default.IReadOnlyListHandledEvents);
        _ownName = Convert.ToHexString(SHA256.HashData(_ownText));
        _own = handled;
        await AnnounceAsync(cancellationToken);
    }

    public bool IsWaitedFor(InboxLease lease) => IsWaitedFor(lease, ViewOf(lease));

    public FleetView ViewOf(InboxLease lease) => Volatile.Read(ref _views[_connection.Keys.Find(lease.EntryId).Partition]);

    public bool IsWaitedFor(InboxLease lease, FleetView view)
    {
        var delivery = lease.Delivery;
        bool Takes(HandledEvents handled) => handled.Take(delivery.Receiver, delivery.EventType);
        if (_own is null || view.Handled.Count == 0)
        {
            return false;
        }

        var own = _own.Where(Takes).Select(handled => handled.Handler).ToHashSet(StringComparer.Ordinal);
        return view.Handled.Any(handled => !own.Contains(handled.Handler)
            && !lease.Progress.Completed.Contains(handled.Handler)
            && !lease.Progress.Rejected.Contains(handled.Handler)
            && Takes(handled));
    }

    /// <summary>In every partition, and asks each what others have said.</summary>
    public async Task AnnounceAsync(CancellationToken cancellationToken)
    {
        if (_own is null)
        {
            return;
        }

        // After an outage of Redis, or a pause of this node, others are given the time to say that they are there.
        var now = _time.GetTimestamp();
        if (_announcedAt is not { } last || _time.GetElapsedTime(last, now) > _lifetime / 2)
        {
            _uninterruptedSince = now;
        }

        var mayForget = _time.GetElapsedTime(_uninterruptedSince, now) >= _lifetime;
        for (var partition = 0; partition < _views.Length; partition++)
        {
            await AnnounceAsync(partition, mayForget, cancellationToken);
        }

        _announcedAt = now;
    }

    /// <summary>What a partition says at this moment.</summary>
    public Task LookAgainAsync(InboxLease lease, CancellationToken cancellationToken)
        => AnnounceAsync(_connection.Keys.Find(lease.EntryId).Partition, mayForget: false, cancellationToken);

    private async Task AnnounceAsync(int partition, bool mayForget, CancellationToken cancellationToken)
    {
        RedisValue[] arguments =
        [
            _ownName, _ownText, (long)_lifetime.TotalMilliseconds, Convert.ToHexString(RandomNumberGenerator.GetBytes(8)), mayForget ? 1 : 0,
        ];
        var answer = (RedisResult[])(await _connection.EvaluateAsync(partition, RedisScript.Announce, arguments, cancellationToken))!;
        var version = (string)answer[0]!;
        if (version != Volatile.Read(ref _views[partition]).Version)
        {
            Volatile.Write(ref _views[partition], new FleetView(version, [.. ((RedisResult[])answer[1]!).SelectMany(Read)]));
        }
    }

    private static IReadOnlyList<HandledEvents> Read(RedisResult text)
    {
        try
        {
            return text.IsNull ? [] : JsonSerializer.Deserialize((byte[])text!, EntryJson.Default.IReadOnlyListHandledEvents) ?? [];
        }
        catch (JsonException exception)
        {
            throw new RedisInboxException(
                "What another node handles cannot be read in Redis: it has a newer version of this package, or somebody has changed it. Update this node; or "
                + "delete the keys 'handles' below the prefix, which the nodes write again within seconds.",
                exception);
        }
    }
}
