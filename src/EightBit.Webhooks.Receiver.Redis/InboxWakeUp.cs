using EightBit.Webhooks.Receiver.Redis.Connecting;
using StackExchange.Redis;

namespace EightBit.Webhooks.Receiver.Redis;

/// <summary>Ends a wait when any node has made something ready; a look now and then stands in for messages that got lost.</summary>
internal sealed class InboxWakeUp : IDisposable
{
    private static readonly TimeSpan ShortestPoll = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPoll = TimeSpan.FromSeconds(2);

    private readonly RedisConnection _connection;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _somethingReady = new(0, 1);

    public InboxWakeUp(RedisConnection connection, TimeProvider time)
    {
        _connection = connection;
        _time = time;
    }

    public async Task SubscribeAsync()
    {
        var subscriber = _connection.Multiplexer.GetSubscriber();
        var clientPrefix = _connection.Source.ChannelPrefixOf(_connection.Multiplexer);
        if (clientPrefix is null)
        {
            return; // the look now and then has to do
        }

        for (var partition = 0; partition < _connection.Keys.Count; partition++)
        {
            // The scripts publish under the name as it is; a prefix that the client adds to what it subscribes would miss it.
            var channel = $"{_connection.Keys[partition]}wake";
            if (clientPrefix.Length == 0)
            {
                await subscriber.SubscribeAsync(RedisChannel.Literal(channel), (_, _) => Wake());
            }
            else if (channel.StartsWith(clientPrefix, StringComparison.Ordinal))
            {
                await subscriber.SubscribeAsync(RedisChannel.Literal(channel[clientPrefix.Length..]), (_, _) => Wake());
            }
        }
    }

    public async ValueTask WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        // Not all nodes at once.
        var poll = ShortestPoll + ((LongestPoll - ShortestPoll) * Random.Shared.NextDouble());
        using var deadline = new CancellationTokenSource(atMost < poll ? atMost : poll, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            await _somethingReady.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The wait is over: that is all the caller wants to know.
        }
    }

    public void Dispose() => _somethingReady.Dispose();

    private void Wake()
    {
        try
        {
            _somethingReady.Release();
        }
        catch (Exception exception) when (exception is SemaphoreFullException or ObjectDisposedException)
        {
            // Somebody has been woken already and has not asked yet; or the application has stopped.
        }
    }
}
