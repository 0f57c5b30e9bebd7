using System.Diagnostics;
using System.Text;
using EightBit.Webhooks.Receiver.HostileTests.Deliveries;
using EightBit.Webhooks.Receiver.HostileTests.Hosting;
using EightBit.Webhooks.Receiver.HostileTests.Sockets;
using Xunit.Abstractions;

namespace EightBit.Webhooks.Receiver.HostileTests.Attacks;

/// <summary>HTTP/2 that no client speaks: the server has to end the connection by itself.</summary>
[Trait("Category", "Slow")]
[Collection(nameof(DefaultReceiver))]
public sealed class Http2FrameTests
{
    private const string Path = Delivery.Path;

    private static readonly Dictionary<string, Func<IEnumerable<byte[]>>> Attacks = new()
    {
        ["HTTP/1.1"] = () => [Encoding.ASCII.GetBytes(Delivery.New().Request())],
        ["noise behind the preface"] = () => [Http2Frames.Preface, Enumerable.Repeat((byte)0xA5, 100_000).ToArray()],
        ["a head that never ends"] = () => [Http2Frames.Preface, Http2Frames.Settings, Http2Frames.BeginHead(1, Path), .. Enumerable.Repeat(Http2Frames.GoOn(1), 10_000)],
        ["a stream of an even number"] = () => [Http2Frames.Preface, Http2Frames.Settings, Http2Frames.Get(2, Path)],
        ["more of a head that was not begun"] = () => [Http2Frames.Preface, Http2Frames.Settings, Http2Frames.GoOn(1)],
        ["answers that may not be sent"] = () => [Http2Frames.Preface, Http2Frames.ClosedWindow, .. Enumerable.Range(0, 100).Select(i => Http2Frames.Get((2 * i) + 1, Path))],
        ["streams that are reset at once"] = () => [Http2Frames.Preface, Http2Frames.Settings, .. Resets()],
    };

    private readonly ReceiverUnderAttack _receiver;
    private readonly ITestOutputHelper _output;

    public Http2FrameTests(ReceiverUnderAttack receiver, ITestOutputHelper output)
    {
        _receiver = receiver;
        _output = output;
    }

    [Theory]
    [InlineData("HTTP/1.1", 2)]
    [InlineData("noise behind the preface", 2)]
    [InlineData("a head that never ends", 2)]
    [InlineData("a stream of an even number", 2)]
    [InlineData("more of a head that was not begun", 2)]
    [InlineData("answers that may not be sent", 20)]
    [InlineData("streams that are reset at once", 10)]
    public Task The_server_ends_a_connection_that_does_not_keep_to_the_protocol(string attack, int seconds)
        => _receiver.WithstandAsync(_output, async () =>
        {
            using var client = await RawClient.ConnectAsync(_receiver, _receiver.Http2);
            var time = Stopwatch.StartNew();
            var sending = SendAsync(client, Attacks[attack]());
            using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            while (await client.ReceiveAsync(deadline.Token) > 0)
            {
            }

            await sending;
            _output.WriteLine($"closed after {time.Elapsed.TotalSeconds:0.0} s");
            time.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(seconds + 4));
        }, allAnswersAreRead: false);

    /// <summary>It gets what it asks for, and nothing else suffers.</summary>
    [Fact]
    public Task A_hundred_thousand_pings_are_answered_or_the_connection_ends()
        => _receiver.WithstandAsync(_output, async () =>
        {
            using var client = await RawClient.ConnectAsync(_receiver, _receiver.Http2);
            var sending = SendAsync(client, [Http2Frames.Preface, Http2Frames.Settings, .. Enumerable.Repeat(Http2Frames.Ping, 100_000)]);
            using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            long received = 0;
            int read;
            while (received < 100_000L * Http2Frames.Ping.Length && (read = await client.ReceiveAsync(deadline.Token)) > 0)
            {
                received += read;
            }

            await sending;
        });

    private static IEnumerable<byte[]> Resets() => Enumerable.Range(0, 20_000).SelectMany(i => new[] { Http2Frames.Get((2 * i) + 1, Path), Http2Frames.Reset((2 * i) + 1) });

    private static async Task SendAsync(RawClient client, IEnumerable<byte[]> frames)
    {
        foreach (var piece in frames.Chunk(500))
        {
            if (!await client.SendAsync(piece.SelectMany(bytes => bytes).ToArray()))
            {
                return;
            }
        }
    }
}
