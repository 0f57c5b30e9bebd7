using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace EightBit.Webhooks.Cli.Checking.Sending;

/// <summary>Sends requests byte by byte: those that an HTTP client would put right, or would not send at all.</summary>
internal sealed class RawSender
{
    private readonly CheckSettings _settings;
    private readonly TimeProvider _time;

    public RawSender(CheckSettings settings, TimeProvider time)
    {
        _settings = settings;
        _time = time;
    }

    /// <param name="headers">The headers, in order; one name may come twice.</param>
    /// <param name="writeBody">Writes the body, framing and all.</param>
    /// <param name="timeToWrite">How long that is meant to take, which does not count as waiting.</param>
    /// <param name="cancellationToken">Ends everything.</param>
    public async Task<Answer> SendAsync(
        IEnumerable<(string Name, string Value)> headers,
        Func<Stream, CancellationToken, Task> writeBody,
        TimeSpan timeToWrite,
        CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(_settings.Patience + timeToWrite);
        var startedAt = _time.GetTimestamp();
        try
        {
            using var client = new TcpClient { NoDelay = true };
            await client.ConnectAsync(_settings.Url.IdnHost, _settings.Url.Port, patience.Token);
            await using var stream = await OpenStreamAsync(client, patience.Token);
            var (status, head) = await ExchangeAsync(stream, headers, writeBody, patience.Token);
            return Answer.Of(status, head, "", _time.GetElapsedTime(startedAt));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Answer.None($"not within {_settings.Patience.TotalSeconds:0.#} s", _time.GetElapsedTime(startedAt));
        }
        catch (Exception exception) when (exception is IOException or SocketException or AuthenticationException or FormatException)
        {
            return Answer.None(exception.Message, _time.GetElapsedTime(startedAt));
        }
    }

    private async Task<Stream> OpenStreamAsync(TcpClient client, CancellationToken cancellationToken)
    {
        if (_settings.Url.Scheme != Uri.UriSchemeHttps)
        {
            return client.GetStream();
        }

        var tls = new SslStream(client.GetStream());
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = _settings.Url.IdnHost,
            ApplicationProtocols = [SslApplicationProtocol.Http11],
            RemoteCertificateValidationCallback = CertificateTrust.Of(_settings),
        };
        await tls.AuthenticateAsClientAsync(options, cancellationToken);
        return tls;
    }

    private async Task<(int Status, string Head)> ExchangeAsync(
        Stream stream,
        IEnumerable<(string Name, string Value)> headers,
        Func<Stream, CancellationToken, Task> writeBody,
        CancellationToken cancellationToken)
    {
        // A receiver that has seen enough answers before the body is at its end, and may not read the rest.
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var writing = WriteAsync(stream, headers, writeBody, enough.Token);
        try
        {
            return await AnswerHead.ReadAsync(stream, cancellationToken);
        }
        finally
        {
            await enough.CancelAsync();
            await writing;
        }
    }

    private async Task WriteAsync(
        Stream stream,
        IEnumerable<(string Name, string Value)> headers,
        Func<Stream, CancellationToken, Task> writeBody,
        CancellationToken cancellationToken)
    {
        try
        {
            await stream.WriteAsync(Head(headers), cancellationToken);
            await writeBody(stream, cancellationToken);
            await stream.FlushAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // The receiver does not want the rest, or time is up: what was read by then says which.
        }
    }

    private byte[] Head(IEnumerable<(string Name, string Value)> headers)
    {
        var head = new StringBuilder()
            .Append("POST ").Append(_settings.Url.PathAndQuery).Append(" HTTP/1.1\r\n")
            .Append("Host: ").Append(_settings.Url.Authority).Append("\r\n")
            .Append("Content-Type: application/json\r\nConnection: close\r\n");
        foreach (var (name, value) in headers)
        {
            head.Append(name).Append(": ").Append(value).Append("\r\n");
        }

        return Encoding.ASCII.GetBytes(head.Append("\r\n").ToString());
    }
}
