using System.Diagnostics;
using System.Text;
using EightBit.Webhooks.Receiver.HostileTests.Deliveries;
using EightBit.Webhooks.Receiver.HostileTests.Hosting;
using EightBit.Webhooks.Receiver.HostileTests.Sockets;
using Xunit.Abstractions;

namespace EightBit.Webhooks.Receiver.HostileTests.Attacks;

/// <summary>Senders that take their time, or never end what they have begun. The pace is the attack; nothing here waits for its own sake.</summary>
[Trait("Category", "Slow")]
[Collection(nameof(DefaultReceiver))]
public sealed class SlowTests
{
    private const int Senders = 50;

    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(4);

    /// <summary>The server looks at its clocks once a second; the rest is for a busy machine.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(4);

    /// <summary>So long the server reads on behind its answer, for the rest of a body that is still coming.</summary>
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(5);

    private readonly ReceiverUnderAttack _receiver;
    private readonly ITestOutputHelper _output;

    public SlowTests(ReceiverUnderAttack receiver, ITestOutputHelper output)
    {
        _receiver = receiver;
        _output = output;
    }

    /// <summary>30 seconds: the default of Kestrel's <c>RequestHeadersTimeout</c>.</summary>
    [Fact]
    public Task Headers_that_never_end_are_cut_off_after_30_seconds()
        => _receiver.WithstandAsync(_output, async () =>
        {
            string[] heads = ["", $"POST {Delivery.Path}", $"POST {Delivery.Path} HTTP/1.1\r\nHost: test\r\n", $"POST {Delivery.Path} HTTP/1.1\r\nHost: test\r\nX-A: "];
            var outcomes = await Task.WhenAll(heads.SelectMany(head => Enumerable.Repeat(head, Senders)).Select(head => TrickleAsync(head + "P", "a")));

            outcomes.Should().OnlyContain(outcome => outcome.Answers == "408");
            outcomes.Should().OnlyContain(outcome => outcome.Closed > TimeSpan.FromSeconds(29) && outcome.Closed < TimeSpan.FromSeconds(30) + Grace);
        });

    [Fact]
    public Task Bodies_that_never_end_are_answered_408_within_the_budget()
        => _receiver.WithstandAsync(_output, async () =>
        {
            var delivery = Delivery.New();
            string[] beginnings =
            [
                delivery.Framed("Content-Length: 100000\r\n", ""),
                delivery.Framed("Content-Length: 100000\r\n", new string(' ', 50_000)),
                delivery.Framed("Transfer-Encoding: chunked\r\n", "FFFF\r\n"),
                delivery.Framed("Transfer-Encoding: chunked\r\n", "5;"), // and never ends the extension
                delivery.Framed("Transfer-Encoding: chunked\r\n", "1\r\na\r\n0\r\nX-Trailer: "),
            ];
            var outcomes = await Task.WhenAll(beginnings.SelectMany(text => Enumerable.Repeat(text, Senders)).Select(text => TrickleAsync(text, "a")));

            outcomes.Should().OnlyContain(outcome => outcome.Answers == "408 body_timeout");
            outcomes.Should().OnlyContain(outcome => outcome.Answered > Budget - TimeSpan.FromSeconds(0.1) && outcome.Answered < Budget + Grace);
            outcomes.Should().OnlyContain(outcome => outcome.Closed < Budget + Drain + Grace);
        });

    /// <summary>The answer comes at once.</summary>
    [Fact]
    public Task The_rest_of_a_body_that_is_refused_by_its_head_is_not_waited_for_long()
        => _receiver.WithstandAsync(_output, async () =>
        {
            var head = $"POST {Delivery.Path} HTTP/1.1\r\nHost: test\r\nContent-Length: 100000\r\n\r\n";
            var outcomes = await Task.WhenAll(Enumerable.Repeat(head, Senders).Select(text => TrickleAsync(text, "a")));

            outcomes.Should().OnlyContain(outcome => outcome.Answers == "401 signature_missing");
            outcomes.Should().OnlyContain(outcome => outcome.Answered < Grace && outcome.Closed < Drain + Grace);
        });

    [Fact]
    public Task Who_asks_whether_to_go_on_and_then_does_not_is_answered_408()
        => _receiver.WithstandAsync(_output, async () =>
        {
            var text = Delivery.New().Framed("Content-Length: 1000\r\nExpect: 100-continue\r\n", "");
            var outcomes = await Task.WhenAll(Enumerable.Repeat(text, Senders).Select(text => TrickleAsync(text, "")));

            outcomes.Should().OnlyContain(outcome => outcome.Answers == "100, 408 body_timeout" && outcome.Closed < Budget + Drain + Grace);
        });

    [Theory]
    [InlineData("nothing", "")]
    [InlineData("half a head", "")]
    [InlineData("half a body", "400 body_unreadable")]
    [InlineData("half a chunk", "400 body_unreadable")]
    public Task A_connection_that_is_closed_by_half_in_the_middle_is_ended_at_once(string sent, string expected)
        => _receiver.WithstandAsync(_output, async () =>
        {
            var text = sent switch
            {
                "half a head" => Delivery.New().Request()[..80],
                "half a body" => Delivery.New().Request()[..^20],
                "half a chunk" => Delivery.New().Chunked()[..^80],
                _ => "",
            };
            using var client = await RawClient.ConnectAsync(_receiver);
            await client.SendAsync(text);
            client.FinishSending();

            var answers = string.Join(", ", await client.ReadToEndAsync(Budget + Grace));

            answers.Should().BeOneOf(expected, "400", ""); // whether the answer still gets out is a race with the end of the connection
        }, allAnswersAreRead: false);

    [Fact]
    public Task A_whole_delivery_on_a_connection_that_is_closed_by_half_is_answered_or_can_be_sent_again()
        => _receiver.WithstandAsync(_output, async () =>
        {
            for (var i = 0; i < Senders; i++)
            {
                var delivery = Delivery.New();
                using var client = await RawClient.ConnectAsync(_receiver);
                await client.SendAsync(delivery.Request());
                client.FinishSending();
                var first = await client.ReadToEndAsync(Budget + Grace);
                using var again = await RawClient.ConnectAsync(_receiver);
                await again.SendAsync(delivery.Request("Connection: close\r\n"));
                var second = await again.ReadToEndAsync(Budget + Grace);

                string.Join(", ", first).Should().BeOneOf("200 accepted", "");
                second.Should().ContainSingle().Which.Should().BeOneOf("200 accepted", "200 duplicate");
            }
        }, allAnswersAreRead: false);

    /// <summary>
    /// Kestrel lets it be for as long as 240 bytes a second of all it has to send would take, which is long. What it holds meanwhile is bounded, and
    /// is free again when it goes.
    /// </summary>
    [Fact]
    public Task A_client_that_asks_and_asks_and_never_reads_is_stopped_and_holds_little_memory()
        => _receiver.WithstandAsync(_output, async () =>
        {
            var requests = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat($"GET {Delivery.Path} HTTP/1.1\r\nHost: test\r\n\r\n", 1_000)));
            var before = await _receiver.Target.FiguresAsync(collect: true);
            var clients = await Task.WhenAll(Enumerable.Range(0, Senders).Select(_ => RawClient.ConnectAsync(_receiver)));
            await Task.WhenAll(clients.Select(client => SendUntilStoppedAsync(client, requests)));
            var stopped = await _receiver.Target.FiguresAsync(collect: true);
            foreach (var client in clients)
            {
                client.Dispose();
            }

            var after = await _receiver.Target.WhenAsync(figures => figures.OpenFiles < before.OpenFiles + (Senders / 2), TimeSpan.FromSeconds(30));
            _output.WriteLine($"before: {before}\nstopped: {stopped}\nafter: {after}");
            (stopped.HeapBytes - before.HeapBytes).Should().BeLessThan(Senders * (2L << 20), "Kestrel buffers 1 MiB of requests and 64 KiB of answers for each");
            after.OpenFiles.Should().BeLessThan(before.OpenFiles + (Senders / 2), "the valid deliveries meanwhile have connections too, some more when they are held up");
        }, allAnswersAreRead: false);

    /// <summary>Until the server has taken nothing for two seconds.</summary>
    private static async Task SendUntilStoppedAsync(RawClient client, ReadOnlyMemory<byte> requests)
    {
        try
        {
            bool open;
            do
            {
                using var progress = new CancellationTokenSource(TimeSpan.FromSeconds(2));
                open = await client.SendAsync(requests, progress.Token);
            }
            while (open);
        }
        catch (OperationCanceledException)
        {
            // The server reads no more.
        }
    }

    /// <summary>Sends a beginning, then ten times a second a little more, until the server has closed.</summary>
    private async Task<(string Answers, TimeSpan Answered, TimeSpan Closed)> TrickleAsync(string beginning, string more)
    {
        using var client = await RawClient.ConnectAsync(_receiver);
        var time = Stopwatch.StartNew();
        await client.SendAsync(beginning);
        using var closed = new CancellationTokenSource();
        var trickling = TrickleOnAsync(client, more, closed.Token);
        var answers = new List<string>();
        var answered = TimeSpan.Zero;
        while (await client.ReadAnswerAsync(TimeSpan.FromSeconds(60)) is { } answer)
        {
            answers.Add(answer.ToString());
            answered = time.Elapsed;
        }

        var elapsed = time.Elapsed;
        await closed.CancelAsync();
        await trickling;
        return (string.Join(", ", answers), answered, elapsed);
    }

    private static async Task TrickleOnAsync(RawClient client, string more, CancellationToken closed)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        try
        {
            while (await timer.WaitForNextTickAsync(closed) && await client.SendAsync(more))
            {
            }
        }
        catch (OperationCanceledException)
        {
            // The server has closed.
        }
    }
}
