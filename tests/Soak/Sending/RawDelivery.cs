using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using EightBit.Webhooks.Receiver.Signatures;

namespace Soak.Sending;

/// <summary>A delivery that arrives in pieces, or not at all: what no HTTP client does.</summary>
internal static class RawDelivery
{
    private static readonly TimeSpan BetweenPieces = TimeSpan.FromMilliseconds(250);
    private const int Pieces = 4;

    /// <summary>Sends the body a quarter each 250 ms.</summary>
    /// <returns>The status.</returns>
    public static async Task<int> SendSlowlyAsync(int port, SignedEvent delivery)
    {
        try
        {
            using var client = await BeginAsync(port, delivery);
            foreach (var piece in delivery.Body.Chunk((delivery.Body.Length / Pieces) + 1))
            {
                await Task.Delay(BetweenPieces);
                await client.GetStream().WriteAsync(piece);
            }

            using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
            var line = await reader.ReadLineAsync() ?? "";
            return int.TryParse(line.Split(' ').ElementAtOrDefault(1), NumberStyles.None, CultureInfo.InvariantCulture, out var status) ? status : Answers.None;
        }
        catch (Exception exception) when (exception is SocketException or IOException)
        {
            return Answers.None;
        }
    }

    /// <summary>Sends half the body and resets the connection.</summary>
    /// <returns>No answer.</returns>
    public static async Task<int> CutAsync(int port, SignedEvent delivery)
    {
        try
        {
            using var client = await BeginAsync(port, delivery);
            await client.GetStream().WriteAsync(delivery.Body.AsMemory(0, delivery.Body.Length / 2));
            client.LingerState = new LingerOption(enable: true, seconds: 0); // closing is a reset
        }
        catch (Exception exception) when (exception is SocketException or IOException)
        {
            // Cut by the other side.
        }

        return Answers.None;
    }

    private static async Task<TcpClient> BeginAsync(int port, SignedEvent delivery)
    {
        var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port);
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
                $"POST /webhooks/8bit HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nConnection: close\r\n"
                + $"Content-Length: {delivery.Body.Length}\r\n{WebhookHeaders.Signature}: {delivery.Signature}\r\n"
                + $"{WebhookHeaders.Timestamp}: {delivery.Timestamp}\r\n\r\n"));
            return client;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }
}
