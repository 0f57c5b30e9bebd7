using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace EightBit.Webhooks.Receiver.Redis.Connecting;

/// <summary>Logs what servers say of themselves, and again when it changes.</summary>
internal sealed class ServerReport
{
    private readonly RedisWebhooksOptions _options;
    private readonly ILogger _logger;
    private readonly ConcurrentDictionary<string, (string? Durability, string? Concern)> _written = new();

    public ServerReport(RedisWebhooksOptions options, ILogger logger)
    {
        _options = options;
        _logger = logger;
    }

    public void Write(IEnumerable<ServerFacts> primaries, IEnumerable<ServerFacts> replicas, string prefix)
    {
        foreach (var primary in primaries)
        {
            var durability = primary.WhatMayBeLost(_options);
            var concern = primary.Unfitness(_options) ?? primary.Concern(_options);
            if (IsNew(primary.EndPoint, durability, concern))
            {
                _logger.Connected(primary.EndPoint, primary.Version.ToString(), prefix, durability);
                WriteConcern(primary.EndPoint, concern);
            }
        }

        foreach (var replica in replicas)
        {
            var concern = replica.ConcernAsReplica(_options);
            if (IsNew(replica.EndPoint, null, concern))
            {
                WriteConcern(replica.EndPoint, concern);
            }
        }
    }

    private bool IsNew(string endPoint, string? durability, string? concern)
    {
        var now = (durability, concern);
        var isNew = !_written.TryGetValue(endPoint, out var before) || before != now;
        _written[endPoint] = now;
        return isNew;
    }

    private void WriteConcern(string endPoint, string? concern)
    {
        if (concern is not null)
        {
            _logger.DurabilityConcern(endPoint, concern);
        }
    }
}
