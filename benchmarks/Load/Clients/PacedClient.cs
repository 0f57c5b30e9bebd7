using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Load.Deliveries;

namespace Load.Clients;

/// <summary>
/// At a steady rate, whether the server keeps up or not. A request whose turn came while its connection was still waiting for an answer
/// counts from its turn, not from when it was sent, so that a slow answer is not hidden by the pause it causes.
/// </summary>
internal static class PacedClient
{
    private const int Connections = 32;

    public static ClientFigures Send(DeliveryFile deliveries, Uri url, double perSecond)
    {
        var all = deliveries.Read();
        var latencies = new ConcurrentBag<List<double>>();
        long refused = 0;
        var began = Stopwatch.GetTimestamp() + (Stopwatch.Frequency / 10);
        var threads = Enumerable.Range(0, Connections).Select(number => new Thread(() =>
        {
            var mine = new List<double>(all.Count / Connections);
            latencies.Add(mine);
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            socket.Connect(new IPEndPoint(IPAddress.Loopback, url.Port));
            var answer = new byte[4096];
            for (var index = number; index < all.Count; index += Connections)
            {
                var turn = began + (long)(index / perSecond * Stopwatch.Frequency);
                var from = WaitUntil(turn);
                socket.Send(all[index]);
                if (!ReadAnswer(socket, answer))
                {
                    Interlocked.Increment(ref refused);
                }

                mine.Add((Stopwatch.GetTimestamp() - from) * 1e6 / Stopwatch.Frequency);
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        var sorted = latencies.SelectMany(list => list).Order().ToList();
        return new ClientFigures(sorted.Count, seconds, refused, 0, At(sorted, 0.5), At(sorted, 0.99), At(sorted, 0.999));
    }

    /// <returns>When the request may count from: now, where the thread overslept; its turn, where the connection was late.</returns>
    private static long WaitUntil(long turn)
    {
        var now = Stopwatch.GetTimestamp();
        if (now >= turn)
        {
            return turn;
        }

        Thread.Sleep(Stopwatch.GetElapsedTime(now, turn));
        return Stopwatch.GetTimestamp();
    }

    private static bool ReadAnswer(Socket socket, byte[] buffer)
    {
        var length = 0;
        while (true)
        {
            length += socket.Receive(buffer.AsSpan(length));
            if (AnswerText.IsWhole(buffer.AsSpan(0, length)))
            {
                return buffer.AsSpan(0, length).StartsWith("HTTP/1.1 200"u8);
            }
        }
    }

    private static double At(List<double> sorted, double quantile) => sorted[(int)Math.Min(sorted.Count - 1, quantile * sorted.Count)];
}
