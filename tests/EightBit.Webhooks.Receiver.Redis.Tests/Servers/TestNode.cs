using EightBit.Webhooks.Receiver.Redis.Connecting;
using EightBit.Webhooks.Receiver.Redis.Deduplication;
using EightBit.Webhooks.Receiver.Redis.Fleet;
using EightBit.Webhooks.Receiver.Redis.Replication;
using Microsoft.Extensions.Caching.StackExchangeRedis;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace EightBit.Webhooks.Receiver.Redis.Tests.Servers;

/// <summary>What one process has of Redis, without an application around it.</summary>
internal sealed class TestNode : IAsyncDisposable
{
    private readonly RedisConnection _connection;
    private readonly ReplicationConfirmer? _confirmer;

    private TestNode(RedisWebhooksOptions options, ILoggerFactory loggers)
    {
        var wrapped = new OptionsWrapper<RedisWebhooksOptions>(options);
        _connection = new RedisConnection(
            wrapped, new OptionsWrapper<RedisCacheOptions>(new RedisCacheOptions()), loggers.CreateLogger<RedisConnection>());
        _confirmer = options.Durability == RedisDurability.Replicated
            ? new ReplicationConfirmer(_connection, wrapped, loggers.CreateLogger<ReplicationConfirmer>())
            : null;
        Fleet = new RedisFleet(_connection, wrapped, TimeProvider.System);
        Inbox = new RedisInbox(_connection, _confirmer, wrapped, TimeProvider.System, loggers.CreateLogger<RedisInbox>(), Fleet);
        Store = new RedisDeduplicationStore(_connection);
    }

    public RedisConnection Connection => _connection;

    public RedisInbox Inbox { get; }

    public RedisDeduplicationStore Store { get; }

    public RedisFleet Fleet { get; }

    public static Task<TestNode> OpenAsync(RedisServer server, Action<RedisWebhooksOptions>? configure = null, ILoggerFactory? loggers = null)
        => OpenAsync(server.Address, configure, loggers);

    public static async Task<TestNode> OpenAsync(string address, Action<RedisWebhooksOptions>? configure = null, ILoggerFactory? loggers = null)
    {
        var options = new RedisWebhooksOptions { Configuration = address, KeepsEvents = true };
        configure?.Invoke(options);
        var node = new TestNode(options, loggers ?? NullLoggerFactory.Instance);
        try
        {
            await node._connection.OpenAsync(CancellationToken.None);
            if (node._confirmer is not null)
            {
                await node._confirmer.StartAsync();
            }

            await node.Inbox.StartAsync();
            return node;
        }
        catch
        {
            await node.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_confirmer is not null)
        {
            await _confirmer.DisposeAsync();
        }

        await _connection.DisposeAsync();
        Inbox.Dispose();
    }
}
