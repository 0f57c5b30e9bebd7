using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace BrokenReceivers;

/// <summary>Counts what comes over how many connections.</summary>
public sealed class CountingReceiver : SoundReceiver
{
    private readonly ConcurrentDictionary<string, bool> _connections = new();
    private int _requests;

    public int Requests => _requests;

    public int Connections => _connections.Count;

    public override Task ReceiveAsync(HttpContext context)
    {
        Interlocked.Increment(ref _requests);
        _connections.TryAdd(context.Connection.Id, true);
        return base.ReceiveAsync(context);
    }
}
