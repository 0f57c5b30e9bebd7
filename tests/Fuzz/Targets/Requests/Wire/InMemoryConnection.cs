using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Connections;

namespace Fuzz.Targets.Requests.Wire;

/// <summary>One connection. It is driven by the server: whenever that waits, it gets the next piece, and after the last one the end.</summary>
/// <remarks>An end that comes together with the last piece would be a sender who has gone, and whom the server answers nothing.</remarks>
internal sealed class InMemoryConnection : DefaultConnectionContext
{
    private static readonly PipeOptions Unlimited = new(pauseWriterThreshold: 0, useSynchronizationContext: false);

    private readonly Pipe _toServer = new(Unlimited);
    private readonly Pipe _toClient = new(Unlimited);
    private readonly Queue<ReadOnlyMemory<byte>> _pieces;

    public InMemoryConnection(string id, EndPoint endPoint, IEnumerable<ReadOnlyMemory<byte>> pieces)
        : base(id)
    {
        _pieces = new(pieces.Where(piece => !piece.IsEmpty));
        Transport = new Duplex(new DrivenReader(_toServer.Reader, SendNext), _toClient.Writer);
        LocalEndPoint = endPoint;
        RemoteEndPoint = new IPEndPoint(IPAddress.Loopback, 40_000);
    }

    /// <summary>All that the server sends.</summary>
    public async Task<byte[]> ReadAnswersAsync()
    {
        using var answers = new MemoryStream();
        await _toClient.Reader.CopyToAsync(answers);
        await _toClient.Reader.CompleteAsync();
        return answers.ToArray();
    }

    // Not the base class, which cancels a token somewhat later, when the connection may be disposed of already.
    public override void Abort(ConnectionAbortedException abortReason) => _toServer.Reader.CancelPendingRead();

    public override async ValueTask DisposeAsync()
    {
        await _toServer.Reader.CompleteAsync();
        await _toClient.Writer.CompleteAsync();
        await base.DisposeAsync();
    }

    private void SendNext()
    {
        if (_pieces.TryDequeue(out var piece))
        {
            _toServer.Writer.Write(piece.Span);
            _ = _toServer.Writer.FlushAsync().AsTask(); // never waits: the pipe has no limit
        }
        else
        {
            _toServer.Writer.Complete();
        }
    }

    private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
