using System.Net.Sockets;
using System.Text;
using EightBit.Webhooks.Receiver.FunctionalTests.Platform;
using EightBit.Webhooks.Receiver.Secrets;
using EightBit.Webhooks.Receiver.Signatures;

namespace EightBit.Webhooks.Receiver.FunctionalTests.Hosting;

/// <summary>A connection on which a request can be sent that no HTTP client would send.</summary>
internal sealed class RawConnection : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp);

    private RawConnection()
    {
    }

    public static async Task<RawConnection> OpenAsync(TestReceiver receiver)
    {
        var connection = new RawConnection();
        await connection._socket.ConnectAsync(receiver.Platform.BaseAddress.Host, receiver.Platform.BaseAddress.Port);
        return connection;
    }

    /// <summary>The head of a delivery whose signature is well-formed, and what there is of its body.</summary>
    public async Task SendAsync(string framing, string body, string path = "/webhooks/8bit")
    {
        var signature = WebhookSignature.Sign("x"u8, WebhookSecret.FromText(Sender.Secret));
        await _socket.SendAsync(Encoding.ASCII.GetBytes(
            $"POST {path} HTTP/1.1\r\nHost: test\r\n{WebhookHeaders.Signature}: {signature}\r\n"
            + $"X-8bit-Timestamp: {DateTimeOffset.UtcNow.ToUnixTimeSeconds()}\r\n{framing}\r\n\r\n{body}"));
    }

    /// <summary>Up to the JSON object's end: the server may keep the connection open for the rest of the body.</summary>
    public async Task<string> ReadAnswerAsync()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var buffer = new byte[4096];
        var answer = "";
        int read;
        while (!answer.EndsWith('}') && (read = await _socket.ReceiveAsync(buffer, deadline.Token)) > 0)
        {
            answer += Encoding.ASCII.GetString(buffer, 0, read);
        }

        return answer;
    }

    /// <summary>Goes away without saying so.</summary>
    public void Reset()
    {
        _socket.LingerState = new LingerOption(true, 0);
        _socket.Dispose();
    }

    public void Dispose() => _socket.Dispose();
}
