using Microsoft.Extensions.Caching.StackExchangeRedis;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace EightBit.Webhooks.Receiver.Redis.Connecting;

/// <summary>Where the connection comes from: our own options, or those that the application gave its distributed cache.</summary>
internal sealed class ConnectionSource
{
    private const int FailoverCheckSeconds = 5;
    private const int ClientsFailoverCheckSeconds = 60; // its default

    private readonly ConfigurationOptions? _configuration;
    private readonly Func<Task<IConnectionMultiplexer>>? _shared;

    public ConnectionSource(RedisWebhooksOptions options, IOptions<RedisCacheOptions> cacheOptions)
    {
        _shared = options.SharedConnection;
        _configuration = ConfigurationOf(options.ConnectionOptions, options.Configuration);
        if (_shared is null && _configuration is null)
        {
            var cache = cacheOptions.Value;
            _shared = cache.ConnectionMultiplexerFactory;
            _configuration = ConfigurationOf(cache.ConfigurationOptions, cache.Configuration);
            InstanceName = cache.InstanceName ?? "";
        }

        if (_shared is null && _configuration is null)
        {
            throw new RedisInboxException(
                $"No Redis connection is configured. Set {RedisWebhooksOptions.Section}:Configuration (such as \"redis.example.com:6379\"), pass it "
                + "to UseRedisInbox or UseRedisDeduplication, or call AddStackExchangeRedisCache with one.");
        }
    }

    /// <summary>What the cache puts in front of its keys, where its connection is used.</summary>
    public string InstanceName { get; } = "";

    /// <summary>Whether the connection is the application's, which uses it for other things too.</summary>
    public bool IsShared => _shared is not null;

    /// <summary>Which server it is, for messages; without a password.</summary>
    public string Server => _configuration is null
        ? "the application's own connection"
        : string.Join(", ", _configuration.EndPoints.Select(EndPointCollection.ToString));

    /// <summary>What channels are prefixed with by the client.</summary>
    public static string ChannelPrefixOf(IConnectionMultiplexer multiplexer)
        => (string?)ConfigurationOptions.Parse(multiplexer.Configuration, ignoreUnknown: true).ChannelPrefix ?? "";

    public async Task<IConnectionMultiplexer> ConnectAsync(string purpose)
    {
        if (_shared is not null)
        {
            return await _shared();
        }

        var configuration = _configuration!.Clone();
        configuration.ClientName ??= $"EightBit.Webhooks.Receiver {purpose}";
        configuration.AbortOnConnectFail = true; // says why; once it was connected, it reconnects by itself
        configuration.BacklogPolicy = BacklogPolicy.FailFast; // a delivery that has to wait for a connection is better answered 503
        if (configuration.ConfigCheckSeconds == ClientsFailoverCheckSeconds)
        {
            configuration.ConfigCheckSeconds = FailoverCheckSeconds; // how long a promoted replica may go unnoticed, and so all deliveries be answered 503
        }

        return await ConnectionMultiplexer.ConnectAsync(configuration);
    }

    private static ConfigurationOptions? ConfigurationOf(ConfigurationOptions? options, string? text)
    {
        if (options is not null || string.IsNullOrWhiteSpace(text))
        {
            return options;
        }

        try
        {
            return ConfigurationOptions.Parse(text);
        }
        catch (ArgumentException exception)
        {
            // The text may have a password in it, so neither it nor the exception's message is repeated.
            throw new RedisInboxException(
                $"The Redis configuration ({exception.GetType().Name}) cannot be read. It is a list of endpoints and options with commas between "
                + "them, such as \"redis.example.com:6380,ssl=true,password=…\".");
        }
    }
}
