using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Caching.StackExchangeRedis;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace EightBit.Webhooks.Receiver.Redis.Connecting;

/// <summary>Where the connection comes from: our own options, or those that the application gave its distributed cache.</summary>
internal sealed partial class ConnectionSource
{
    private const int FailoverCheckSeconds = 5;
    private const int LeastConnectMilliseconds = 100;
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
    public string Server
    {
        get
        {
            if (_configuration is null)
            {
                return "the application's own connection";
            }

            var endPoints = _configuration.EndPoints.Select(EndPointCollection.ToString).ToList();
            return endPoints.All(endPoint => endPoint is not null && HostAndPort().IsMatch(endPoint))
                ? string.Join(", ", endPoints)
                : $"({endPoints.Count} endpoints)"; // what is not written as an endpoint may be part of a password
        }
    }

    /// <summary>What channels are prefixed with by the client; null where that cannot be told.</summary>
    public string? ChannelPrefixOf(IConnectionMultiplexer multiplexer)
    {
        if (_shared is null)
        {
            return (string?)_configuration!.ChannelPrefix ?? "";
        }

        try
        {
            return (string?)ConfigurationOptions.Parse(multiplexer.Configuration, ignoreUnknown: true).ChannelPrefix ?? "";
        }
        catch (Exception exception) when (IsUnreadable(exception))
        {
            return null; // the text has the password in it, and so may the exception
        }
    }

    /// <param name="purpose">What the client is called in the server's list.</param>
    /// <param name="patience">How long one try may take, if that is less than is configured.</param>
    public async Task<IConnectionMultiplexer> ConnectAsync(string purpose, TimeSpan patience)
    {
        if (_shared is not null)
        {
            return await _shared();
        }

        var configuration = _configuration!.Clone();
        configuration.ClientName ??= $"EightBit.Webhooks.Receiver {purpose}";
        configuration.AbortOnConnectFail = true; // says why; once it was connected, it reconnects by itself
        configuration.BacklogPolicy = BacklogPolicy.FailFast; // a delivery that has to wait for a connection is better answered 503
        configuration.ConnectRetry = 1; // whoever calls tries again
        configuration.ConnectTimeout = Math.Clamp((int)Math.Ceiling(patience.TotalMilliseconds), LeastConnectMilliseconds, configuration.ConnectTimeout);
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
            return options is null ? null : WithPlainEndPoints(options);
        }

        try
        {
            ThrowIfValueHasComma(text);
            return WithPlainEndPoints(ConfigurationOptions.Parse(text));
        }
        catch (Exception exception) when (IsUnreadable(exception))
        {
            // The text may have a password in it, so neither it nor the exception's message is repeated.
            throw new RedisInboxException(
                $"The Redis configuration ({exception.GetType().Name}) cannot be read. It is a list of endpoints and options with commas between "
                + "them, such as \"redis.example.com:6380,ssl=true,password=…\".");
        }
    }

    /// <summary>The client takes a URI for the name of a host, and would put it, with its password, into every message.</summary>
    private static ConfigurationOptions WithPlainEndPoints(ConfigurationOptions options)
        => options.EndPoints.OfType<DnsEndPoint>().Any(endPoint => endPoint.Host.AsSpan().ContainsAny('/', '@'))
            ? throw new RedisInboxException(
                "An endpoint of the Redis configuration is written as a URI. It is a list with commas between: \"host:port,user=…,password=…,ssl=true\".")
            : options;

    /// <summary>What follows a comma within a password would be taken for one more endpoint, and get into every message.</summary>
    private static void ThrowIfValueHasComma(string text)
    {
        var parts = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (parts.SkipWhile(part => !part.Contains('=')).Any(part => !part.Contains('=') && !HostAndPort().IsMatch(part)))
        {
            throw new RedisInboxException(
                "After an option, the Redis configuration has something that is neither an option nor host:port. If a password has a comma in it, pass it "
                + "in code: UseConnection(new ConfigurationOptions { … }). Endpoints without a port come first.");
        }
    }

    private static bool IsUnreadable(Exception exception)
        => exception is ArgumentException or FormatException or OverflowException or RedisCommandException;

    [GeneratedRegex(@"^[A-Za-z0-9.\-:\[\]_]+:[0-9]{1,5}$")]
    private static partial Regex HostAndPort();
}
