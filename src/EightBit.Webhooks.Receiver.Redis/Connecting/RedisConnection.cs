using System.Diagnostics;
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
    private readonly ServerReport _report;
    private readonly ServerFitness _fitness;
    private readonly SemaphoreSlim _serversChanged = new(0, 1);
    private Opened? _opened;

    public RedisConnection(IOptions<RedisWebhooksOptions> options, IOptions<RedisCacheOptions> cacheOptions, ILogger<RedisConnection> logger)
    {
        _options = options.Value;
        _cacheOptions = cacheOptions;
        _logger = logger;
        _report = new ServerReport(_options, logger);
        _fitness = new ServerFitness(_options, logger);
    }

    /// <summary>Redis was empty, which the settings accept.</summary>
    public event Action? BeganAnew;

    public KeySpace Keys => Current.Keys;

    public IConnectionMultiplexer Multiplexer => Current.Multiplexer;

    public string Server => Current.Source.Server;

    public ConnectionSource Source => Current.Source;

    /// <summary>Why no deliveries are taken although the server can be reached; null where they are.</summary>
    public string? Unfitness => _fitness.Unfitness;

    private Opened Current => Volatile.Read(ref _opened)
        ?? throw new RedisInboxException("The connection to Redis is not open: the application has not started, or has stopped.");

    /// <summary>Opens it for a node.</summary>
    /// <exception cref="RedisInboxException">Redis cannot be used as it is; the message says why and what to do.</exception>
    public Task OpenAsync(CancellationToken cancellationToken)
        => OpenAsync((database, prefix) => Layout.AgreeAsync(database, new KeySpace(prefix, _options.Partitions)), isNode: true, cancellationToken);

    /// <summary>Opens it for somebody who looks after what nodes have put there.</summary>
    /// <exception cref="RedisInboxException">Redis cannot be used as it is, or no node has been there; the message says why and what to do.</exception>
    public Task OpenExistingAsync(CancellationToken cancellationToken) => OpenAsync(Layout.FindAsync, isNode: false, cancellationToken);

    /// <summary>Asks the servers again, since others may have taken over or settings have changed, and logs what is new.</summary>
    public async Task CheckAgainAsync()
    {
        if (Volatile.Read(ref _opened) is not { } opened)
        {
            return;
        }

        try
        {
            var primaries = await ServerFacts.OfReachablePrimariesAsync(opened.Multiplexer);
            _fitness.Note(primaries);
            _report.Write(primaries, await ServerFacts.OfReplicasAsync(opened.Multiplexer), opened.Keys.Prefix);
        }
        catch (Exception exception) when (RedisFailure.Is(exception))
        {
            _logger.NotCheckedAgain(exception.Message);
        }
    }

    /// <summary>Waits until a server has come back or another one has taken over, but no longer than it is told.</summary>
    public Task WaitForOtherServersAsync(TimeSpan atMost, CancellationToken cancellationToken) => _serversChanged.WaitAsync(atMost, cancellationToken);

    /// <exception cref="RedisInboxException">The server would not keep what it is given.</exception>
    public void ThrowIfUnfit()
    {
        if (Unfitness is { } unfitness)
        {
            throw new RedisInboxException(unfitness);
        }
    }

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
            ThrowIfDisposed(opened, database);
            throw new RedisInboxException($"Redis at {opened.Source.Server} cannot be reached. The connection is being tried again; nothing needs to be restarted.");
        }

        _fitness.ThrowIfSeveralPrimaries(opened.Multiplexer);

        try
        {
            var running = database.ScriptEvaluateAsync(
                script, [key, opened.Keys.LayoutOf(partition)], [.. arguments, opened.Keys.Layout], CommandFlags.DemandMaster);
            return await running.OrAbandon(cancellationToken);
        }
        catch (RedisServerException exception) when (opened.MayBeginAnew && RedisFailure.IsLayoutGone(exception))
        {
            // It was said at the start, and accepted, that this Redis keeps nothing: then there is nobody to decide anything.
            _logger.BeginningAnew(opened.Source.Server);
            BeganAnew?.Invoke();
            await Layout.AgreeAsync(database, opened.Keys);
            throw RedisFailure.Explain(exception, opened.Source.Server);
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

    private async Task OpenAsync(Func<IDatabase, string, Task<KeySpace>> settleLayout, bool isNode, CancellationToken cancellationToken)
    {
        var source = new ConnectionSource(_options, _cacheOptions);
        var prefix = PrefixBelow(source.InstanceName);
        var multiplexer = await ConnectAsync(source, cancellationToken);
        try
        {
            var primaries = await WhenReadyAsync(source, multiplexer, cancellationToken);
            foreach (var facts in primaries)
            {
                facts.ThrowIfUnfit(_options);
            }

            _fitness.Note(primaries);

            _report.Write(primaries, await ServerFacts.OfReplicasAsync(multiplexer), prefix);
            var keys = await settleLayout(multiplexer.GetDatabase(), prefix);
            await CommandCheck.RunAsync(multiplexer.GetDatabase(), keys, isNode && !_options.KeepsEvents, source.Server);
            var mayBeginAnew = isNode && primaries.Any(facts => facts.MayForgetEverything(_options));
            multiplexer.ConnectionRestored += NoteServersChanged;
            multiplexer.ConfigurationChanged += NoteServersChanged;
            Volatile.Write(ref _opened, new Opened(source, multiplexer, keys, mayBeginAnew));
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

    private void NoteServersChanged(object? sender, EventArgs change)
    {
        try
        {
            _serversChanged.Release();
        }
        catch (SemaphoreFullException)
        {
            // They are asked at once anyway.
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
        => await TryUntilAsync(remaining => source.ConnectAsync("inbox", remaining), source.Server, cancellationToken);

    private async Task<IReadOnlyList<ServerFacts>> WhenReadyAsync(
        ConnectionSource source, IConnectionMultiplexer multiplexer, CancellationToken cancellationToken)
        => await TryUntilAsync(_ => ServerFacts.OfPrimariesAsync(multiplexer), source.Server, cancellationToken);

    /// <summary>Redis may be starting at the same time as we are.</summary>
    private async Task<T> TryUntilAsync<T>(Func<TimeSpan, Task<T>> tryOnce, string server, CancellationToken cancellationToken)
    {
        var starting = Stopwatch.StartNew();
        var pause = FirstPause;
        while (true)
        {
            try
            {
                return await tryOnce(_options.StartupTimeout - starting.Elapsed);
            }
            catch (Exception exception) when (RedisFailure.Is(exception))
            {
                if (starting.Elapsed + pause > _options.StartupTimeout || RedisFailure.IsFinal(exception))
                {
                    throw RedisFailure.Explain(exception, server);
                }

                _logger.NotReadyYet(exception.Message, pause);
            }

            await Task.Delay(pause, cancellationToken);
            pause = pause * 2 > TimeSpan.FromSeconds(2) ? TimeSpan.FromSeconds(2) : pause * 2;
        }
    }

    /// <summary>A connection that the application shares does not say whether it has been closed; but it takes no command then.</summary>
    private static void ThrowIfDisposed(Opened opened, IDatabase database)
    {
        if (!opened.Source.IsShared)
        {
            return;
        }

        try
        {
            database.Ping(CommandFlags.FireAndForget);
        }
        catch (ObjectDisposedException exception)
        {
            throw RedisFailure.Explain(exception, opened.Source.Server);
        }
        catch (Exception exception) when (RedisFailure.Is(exception))
        {
            // It cannot be reached, as we know.
        }
    }

    private string PrefixBelow(string instanceName)
    {
        var prefix = instanceName + _options.KeyPrefix;
        return prefix.AsSpan().ContainsAny('{', '}')
            ? throw new RedisInboxException(
                $"All keys would begin with '{prefix}', which has braces in it: those are how Redis Cluster tells where a key belongs, and the partitions use "
                + $"them. Leave them out of {RedisWebhooksOptions.Section}:KeyPrefix and of the instance name of the cache.")
            : prefix;
    }

    private sealed record Opened(ConnectionSource Source, IConnectionMultiplexer Multiplexer, KeySpace Keys, bool MayBeginAnew);
}
