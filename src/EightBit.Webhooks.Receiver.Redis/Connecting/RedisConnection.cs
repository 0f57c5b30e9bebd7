using EightBit.Webhooks.Receiver.Redis.Keys;
using Microsoft.Extensions.Caching.StackExchangeRedis;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace EightBit.Webhooks.Receiver.Redis.Connecting;

/// <summary>The connection that inbox and deduplication store share: opened and checked when the application starts.</summary>
internal sealed class RedisConnection : IAsyncDisposable, IDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);

    private readonly RedisWebhooksOptions _options;
    private readonly IOptions<RedisCacheOptions> _cacheOptions;
    private readonly ILogger<RedisConnection> _logger;
    private Opened? _opened;

    public RedisConnection(IOptions<RedisWebhooksOptions> options, IOptions<RedisCacheOptions> cacheOptions, ILogger<RedisConnection> logger)
    {
        _options = options.Value;
        _cacheOptions = cacheOptions;
        _logger = logger;
    }

    public KeySpace Keys => Current.Keys;

    public IConnectionMultiplexer Multiplexer => Current.Multiplexer;

    public string Server => Current.Source.Server;

    public ConnectionSource Source => Current.Source;

    private Opened Current => Volatile.Read(ref _opened)
        ?? throw new RedisInboxException("The connection to Redis is not open: the application has not started, or has stopped.");

    /// <summary>Opens it for a node.</summary>
    /// <exception cref="RedisInboxException">Redis cannot be used as it is; the message says why and what to do.</exception>
    public Task OpenAsync(CancellationToken cancellationToken)
        => OpenAsync((database, prefix) => Layout.AgreeAsync(database, new KeySpace(prefix, _options.Partitions)), cancellationToken);

    /// <summary>Opens it for somebody who looks after what nodes have put there.</summary>
    /// <exception cref="RedisInboxException">Redis cannot be used as it is, or no node has been there; the message says why and what to do.</exception>
    public Task OpenExistingAsync(CancellationToken cancellationToken) => OpenAsync(Layout.FindAsync, cancellationToken);

    /// <summary>Runs a script on a partition, or fails at once while the partition's server is away.</summary>
    /// <param name="partition">Which partition.</param>
    /// <param name="script">One of <see cref="Scripts.RedisScript"/>.</param>
    /// <param name="arguments">What it takes.</param>
    /// <param name="cancellationToken">Ends the wait. Whether the script ran is then not known.</param>
    /// <exception cref="RedisInboxException">It has not been carried out, or it is not known whether it was.</exception>
    public async Task<RedisResult> EvaluateAsync(int partition, string script, RedisValue[] arguments, CancellationToken cancellationToken)
    {
        var opened = Current;
        cancellationToken.ThrowIfCancellationRequested();
        var key = opened.Keys[partition];
        var database = opened.Multiplexer.GetDatabase();
        if (!database.IsConnected(key, CommandFlags.DemandMaster))
        {
            throw new RedisInboxException($"Redis at {opened.Source.Server} cannot be reached. The connection is being tried again; nothing needs to be restarted.");
        }

        try
        {
            return await database.ScriptEvaluateAsync(script, [key], arguments, CommandFlags.DemandMaster).WaitAsync(cancellationToken);
        }
        catch (Exception exception) when (RedisFailure.Is(exception))
        {
            throw RedisFailure.Explain(exception, opened.Source.Server);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _opened, null) is { } opened)
        {
            await DisposeAsync(opened.Source, opened.Multiplexer);
        }
    }

    // For hosts that dispose their services synchronously.
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _opened, null) is { Source.IsShared: false } opened)
        {
            opened.Multiplexer.Dispose();
        }
    }

    private async Task OpenAsync(Func<IDatabase, string, Task<KeySpace>> settleLayout, CancellationToken cancellationToken)
    {
        var source = new ConnectionSource(_options, _cacheOptions);
        var prefix = source.InstanceName + _options.KeyPrefix;
        var multiplexer = await ConnectAsync(source, cancellationToken);
        try
        {
            foreach (var facts in await WhenReadyAsync(source, multiplexer, cancellationToken))
            {
                facts.ThrowIfUnfit(_options);
                _logger.Connected(facts.EndPoint, facts.Version.ToString(), prefix, facts.WhatMayBeLost(_options));
                if (facts.Concern(_options) is { } concern)
                {
                    _logger.DurabilityConcern(facts.EndPoint, concern);
                }
            }

            var keys = await settleLayout(multiplexer.GetDatabase(), prefix);
            Volatile.Write(ref _opened, new Opened(source, multiplexer, keys));
        }
        catch (Exception exception)
        {
            await DisposeAsync(source, multiplexer);
            if (RedisFailure.Is(exception))
            {
                throw RedisFailure.Explain(exception, source.Server);
            }

            throw;
        }
    }

    private static async ValueTask DisposeAsync(ConnectionSource source, IConnectionMultiplexer multiplexer)
    {
        if (!source.IsShared)
        {
            await multiplexer.DisposeAsync();
        }
    }

    private async Task<IConnectionMultiplexer> ConnectAsync(ConnectionSource source, CancellationToken cancellationToken)
        => await TryUntilAsync(() => source.ConnectAsync("inbox"), source.Server, cancellationToken);

    private async Task<IReadOnlyList<ServerFacts>> WhenReadyAsync(
        ConnectionSource source, IConnectionMultiplexer multiplexer, CancellationToken cancellationToken)
        => await TryUntilAsync(() => ServerFacts.OfPrimariesAsync(multiplexer), source.Server, cancellationToken);

    /// <summary>Redis may be starting at the same time as we are.</summary>
    private async Task<T> TryUntilAsync<T>(Func<Task<T>> tryOnce, string server, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(_options.StartupTimeout);
        var pause = FirstPause;
        while (true)
        {
            try
            {
                return await tryOnce();
            }
            catch (Exception exception) when (RedisFailure.Is(exception))
            {
                if (deadline.IsCancellationRequested || RedisFailure.IsFinal(exception))
                {
                    throw RedisFailure.Explain(exception, server);
                }

                _logger.NotReadyYet(exception.Message, pause);
            }

            await Task.Delay(pause, cancellationToken);
            pause = pause * 2 > TimeSpan.FromSeconds(2) ? TimeSpan.FromSeconds(2) : pause * 2;
        }
    }

    private sealed record Opened(ConnectionSource Source, IConnectionMultiplexer Multiplexer, KeySpace Keys);
}
