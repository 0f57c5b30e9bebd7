using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace EightBit.Webhooks.Receiver.Redis.Connecting;

/// <summary>Whether the servers are still what the application needs: settings change while it runs, and other servers take over.</summary>
internal sealed class ServerFitness
{
    private readonly RedisWebhooksOptions _options;
    private readonly ILogger _logger;
    private readonly ConcurrentDictionary<string, string> _runIds = new();
    private string? _unfitness;
    private int _severalPrimaries;

    public ServerFitness(RedisWebhooksOptions options, ILogger logger)
    {
        _options = options;
        _logger = logger;
    }

    /// <summary>Why no deliveries are taken, since a server would not keep them; null where they are.</summary>
    public string? Unfitness => Volatile.Read(ref _unfitness);

    /// <summary>Takes in what the primaries have said.</summary>
    public void Note(IReadOnlyList<ServerFacts> primaries)
    {
        foreach (var primary in primaries)
        {
            _runIds[primary.EndPoint] = primary.RunId;
        }

        var unfit = primaries.Select(primary => primary.Unfitness(_options) is { } why ? $"Redis at {primary.EndPoint} {why}" : null)
            .FirstOrDefault(why => why is not null);
        var before = Interlocked.Exchange(ref _unfitness, unfit);
        if (unfit is not null && unfit != before)
        {
            _logger.ServerUnfit(unfit);
        }
        else if (unfit is null && before is not null)
        {
            _logger.ServerFitAgain();
        }
    }

    /// <exception cref="RedisInboxException">There is more than one primary, and it is not known which will stay one.</exception>
    public void ThrowIfSeveralPrimaries(IConnectionMultiplexer multiplexer)
    {
        var several = SeveralPrimaries.MessageOf(multiplexer, endPoint => _runIds.GetValueOrDefault(endPoint));
        var before = Interlocked.Exchange(ref _severalPrimaries, several is null ? 0 : 1);
        if (several is not null)
        {
            if (before == 0)
            {
                _logger.SeveralPrimaries(several);
            }

            throw new RedisInboxException($"Redis: {several}");
        }
    }
}
