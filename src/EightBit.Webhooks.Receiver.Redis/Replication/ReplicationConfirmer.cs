using System.Threading.Channels;
using EightBit.Webhooks.Receiver.Redis.Connecting;
using EightBit.Webhooks.Receiver.Redis.Scripts;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace EightBit.Webhooks.Receiver.Redis.Replication;

/// <summary>Makes sure that replicas have what was accepted, for many deliveries with one <c>WAIT</c>.</summary>
/// <remarks>
/// <para>
/// <c>WAIT</c> speaks of the last write of its own connection. So a write comes first, on the same connection: since replication is one
/// stream, whoever has that write has everything before it, whichever connection it came on. It runs a script that looks, too, whether
/// the accepted ids are there: after a failover between accept and confirmation, the new primary may not have them.
/// </para>
/// <para>
/// A new connection has written nothing, and its <c>WAIT</c> would say yes at once. The connection's id, asked before and after, shows
/// that it was the same one throughout. The connection is the confirmer's own, because <c>WAIT</c> holds up whatever comes behind it.
/// </para>
/// </remarks>
internal sealed class ReplicationConfirmer : IAsyncDisposable, IDisposable
{
    private const int MaxBatch = 256;
    private const int MaxWaiting = 10_000;

    private readonly RedisConnection _connection;
    private readonly RedisWebhooksOptions _options;
    private readonly ILogger<ReplicationConfirmer> _logger;
    private readonly CancellationTokenSource _stop = new();
    private Channel<Waiting>[] _partitions = [];
    private Task[] _loops = [];
    private IConnectionMultiplexer? _multiplexer;
    private int _disposed;

    public ReplicationConfirmer(RedisConnection connection, IOptions<RedisWebhooksOptions> options, ILogger<ReplicationConfirmer> logger)
    {
        _connection = connection;
        _options = options.Value;
        _logger = logger;
    }

    /// <exception cref="RedisInboxException">There is only a connection that others use too.</exception>
    public async Task StartAsync()
    {
        if (_connection.Source.IsShared)
        {
            throw new RedisInboxException(
                $"{RedisWebhooksOptions.Section}:Durability is Replicated, which needs a connection of its own: WAIT holds up everything behind it. Give a "
                + $"configuration ({RedisWebhooksOptions.Section}:Configuration) rather than a connection that exists already.");
        }

        _multiplexer = await _connection.Source.ConnectAsync("confirmations", _options.StartupTimeout);
        await TryToWaitAsync();
        _partitions = [.. Enumerable.Range(0, _connection.Keys.Count).Select(_ => Channel.CreateBounded<Waiting>(MaxWaiting))];
        _loops = [.. _partitions.Select((waiting, partition) => ConfirmUntilStoppedAsync(partition, waiting.Reader))];
    }

    private async Task TryToWaitAsync()
    {
        try
        {
            await (await PrimaryOfAsync(_connection.Keys[0])).ExecuteAsync("WAIT", 0, 1);
        }
        catch (Exception exception) when (RedisFailure.Is(exception))
        {
            throw RedisFailure.Explain(exception, _connection.Server);
        }
    }

    /// <summary>Returns when enough replicas have the id, and so everything that was written before it.</summary>
    /// <param name="partition">Where the id is.</param>
    /// <param name="id">The id, as in its key.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="RedisInboxException">Too few replicas have confirmed in time, or the id is no longer there.</exception>
    public Task ConfirmAsync(int partition, string id, CancellationToken cancellationToken)
    {
        var waiting = new Waiting(id);
        if (!_partitions[partition].Writer.TryWrite(waiting))
        {
            throw new RedisInboxException($"More than {MaxWaiting} deliveries wait for Redis' replicas to confirm them.");
        }

        return waiting.Confirmed.Task.OrAbandon(cancellationToken);
    }

    /// <summary>The end of the application disposes it, and the container once more.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        await _stop.CancelAsync();
        await Task.WhenAll(_loops);
        if (_multiplexer is not null)
        {
            await _multiplexer.DisposeAsync();
        }

        _stop.Dispose();
    }

    // For hosts that dispose their services synchronously. The loops end by themselves, and may still look at the token.
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            _stop.Cancel();
            _multiplexer?.Dispose();
        }
    }

    private async Task ConfirmUntilStoppedAsync(int partition, ChannelReader<Waiting> waiting)
    {
        var batch = new List<Waiting>(MaxBatch);
        while (await WaitForMoreAsync(waiting))
        {
            batch.Clear();
            while (batch.Count < MaxBatch && waiting.TryRead(out var next))
            {
                batch.Add(next);
            }

            try
            {
                await ConfirmAsync(partition, batch);
            }
            catch (Exception exception)
            {
                var explained = RedisFailure.Is(exception) ? RedisFailure.Explain(exception, _connection.Server) : exception;
                foreach (var one in batch)
                {
                    one.Confirmed.TrySetException(explained);
                }
            }
        }

        while (waiting.TryRead(out var left))
        {
            left.Confirmed.TrySetCanceled();
        }
    }

    private async Task<bool> WaitForMoreAsync(ChannelReader<Waiting> waiting)
    {
        try
        {
            return await waiting.WaitToReadAsync(_stop.Token);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task ConfirmAsync(int partition, List<Waiting> batch)
    {
        var key = _connection.Keys[partition];
        var server = await PrimaryOfAsync(key);
        object[] script =
        [
            RedisScript.Confirm, 2, key, _connection.Keys.LayoutOf(partition),
            Random.Shared.NextInt64(), .. batch.Select(waiting => waiting.Id), _connection.Keys.Layout,
        ];

        // Written one behind the other; the answers are awaited afterwards.
        var before = server.ExecuteAsync("CLIENT", "ID");
        var known = server.ExecuteAsync("EVAL", script);
        var replicas = server.ExecuteAsync("WAIT", _options.Replicas, (long)_options.ReplicationTimeout.TotalMilliseconds);
        var after = server.ExecuteAsync("CLIENT", "ID");
        await Task.WhenAll(before, known, replicas, after);

        if ((long)await before != (long)await after)
        {
            throw new RedisInboxException($"The connection to Redis at {_connection.Server} was lost before replicas had confirmed. The delivery is answered 503.");
        }

        var confirmed = (long)await replicas;
        if (confirmed < _options.Replicas)
        {
            _logger.TooFewReplicas(confirmed, _options.Replicas, _options.ReplicationTimeout);
            throw new RedisInboxException(
                $"{confirmed} of {_options.Replicas} replicas of Redis at {_connection.Server} have confirmed within {_options.ReplicationTimeout}. The "
                + "delivery is answered 503; the platform sends it again.");
        }

        Complete(batch, (int[])(await known)!);
    }

    private void Complete(List<Waiting> batch, int[] known)
    {
        for (var index = 0; index < batch.Count; index++)
        {
            if (known[index] == 1)
            {
                batch[index].Confirmed.TrySetResult(true);
            }
            else
            {
                batch[index].Confirmed.TrySetException(new RedisInboxException(
                    $"Redis at {_connection.Server} no longer has an event that it had just accepted: a replica without it has become the primary. The "
                    + "delivery is answered 503; the platform sends it again."));
            }
        }
    }

    private async Task<IServer> PrimaryOfAsync(RedisKey key)
    {
        var endPoint = await _multiplexer!.GetDatabase().IdentifyEndpointAsync(key, CommandFlags.DemandMaster)
            ?? throw new RedisInboxException($"Redis at {_connection.Server} cannot be reached to confirm what was accepted.");
        return _multiplexer.GetServer(endPoint);
    }

    private sealed record Waiting(string Id)
    {
        public TaskCompletionSource<bool> Confirmed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
