using System.Net;
using System.Net.Sockets;
using System.Text;
using EightBit.Webhooks.Cli.Checking;
using EightBit.Webhooks.Cli.Checking.Sending;

namespace EightBit.Webhooks.Cli.Tests.Checking;

/// <summary>Whatever comes back over a bare connection becomes an answer, or the reason why there is none.</summary>
public sealed class RawSenderTests
{
    [Fact]
    public async Task An_answer_counts_although_the_receiver_does_not_read_the_body_to_its_end()
    {
        var answer = await SendAsync(
            "HTTP/1.1 413 Payload Too Large\r\nConnection: close\r\n\r\n",
            static async (stream, cancellationToken) =>
            {
                while (true)
                {
                    await stream.WriteAsync(new byte[64 * 1024], cancellationToken);
                }
            });

        answer.Status.Should().Be(413);
    }

    [Fact]
    public async Task What_only_announces_an_answer_is_passed_over()
    {
        var answer = await SendAsync("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 409 Conflict\r\nretry-after: 3\r\n\r\n");

        answer.Status.Should().Be(409);
        answer.HasHeader("Retry-After").Should().BeTrue();
    }

    [Fact]
    public async Task A_closed_connection_is_no_answer()
        => (await SendAsync("")).Description.Should().Be("gave no answer (the connection was closed)");

    [Fact]
    public async Task Something_that_is_not_http_is_no_answer()
        => (await SendAsync("220 mail.example.com ESMTP\r\n\r\n")).Failure.Should().Contain("not HTTP");

    [Fact]
    public async Task Silence_is_no_answer_once_patience_is_at_its_end()
        => (await SendAsync(null)).Failure.Should().Be("not within 0.3 s");

    /// <param name="says">What the other side says; nothing more comes. Null to say nothing and stay.</param>
    /// <param name="writeBody">Nothing when left out.</param>
    private static async Task<Answer> SendAsync(string? says, Func<Stream, CancellationToken, Task>? writeBody = null)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var settings = new CheckSettings
        {
            Url = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/"),
            SecretText = "",
            Timeout = TimeSpan.FromSeconds(says is null ? 0.1 : 20),
        };

        var sending = new RawSender(settings, TimeProvider.System).SendAsync(
            [], writeBody ?? ((_, _) => Task.CompletedTask), TimeSpan.Zero, CancellationToken.None);
        using var other = await listener.AcceptTcpClientAsync();
        if (says is not null)
        {
            await other.GetStream().WriteAsync(Encoding.ASCII.GetBytes(says));
            other.Client.Shutdown(SocketShutdown.Send);
        }

        return await sending;
    }
}
