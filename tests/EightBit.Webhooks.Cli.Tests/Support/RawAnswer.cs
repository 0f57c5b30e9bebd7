using System.Net;
using System.Net.Sockets;
using System.Text;

namespace EightBit.Webhooks.Cli.Tests.Support;

/// <summary>Gives every connection the same bytes for an answer, HTTP or not.</summary>
internal sealed class RawAnswer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly byte[] _bytes;
    private readonly Task _answering;

    private RawAnswer(byte[] bytes)
    {
        _bytes = bytes;
        _listener.Start();
        _answering = AnswerAsync();
    }

    public Uri Url => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    /// <param name="text">Every character is one byte.</param>
    public static RawAnswer Start(string text) => new(Encoding.Latin1.GetBytes(text));

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _answering;
        _listener.Stop();
        _end.Dispose();
    }

    private async Task AnswerAsync()
    {
        var request = new byte[64 * 1024];
        try
        {
            while (true)
            {
                using var connection = await _listener.AcceptTcpClientAsync(_end.Token);
                var stream = connection.GetStream();
                _ = await stream.ReadAsync(request, _end.Token);
                await stream.WriteAsync(_bytes, _end.Token);
                connection.Client.Shutdown(SocketShutdown.Send);
                while (await stream.ReadAsync(request, _end.Token) > 0)
                {
                    // Closed before all is read, it would be reset, and the answer be lost.
                }
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            // The test is over, or the other side has gone.
        }
    }
}
