using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;

namespace Fuzz.Targets.Requests.Wire;

/// <summary>Connections to Kestrel without sockets: everything from its HTTP parser on is as it is in production.</summary>
internal sealed class InMemoryTransport : IConnectionListenerFactory, IConnectionListener
{
    private readonly Channel<ConnectionContext> _connections = Channel.CreateBounded<ConnectionContext>(16);
    private int _number;

    public EndPoint EndPoint { get; private set; } = new IPEndPoint(IPAddress.Loopback, 80);

    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        EndPoint = endpoint;
        return new(this);
    }

    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
        => await _connections.Reader.WaitToReadAsync(cancellationToken) && _connections.Reader.TryRead(out var connection) ? connection : null;

    /// <param name="pieces">What is sent, in the pieces in which it arrives.</param>
    public async Task<InMemoryConnection> ConnectAsync(IEnumerable<ReadOnlyMemory<byte>> pieces)
    {
        var connection = new InMemoryConnection($"connection-{_number++}", EndPoint, pieces);
        await _connections.Writer.WriteAsync(connection);
        return connection;
    }

    public ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        _connections.Writer.TryComplete();
        return default;
    }

    public ValueTask DisposeAsync() => UnbindAsync();
}
