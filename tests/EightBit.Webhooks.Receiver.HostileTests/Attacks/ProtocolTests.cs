using EightBit.Webhooks.Receiver.HostileTests.Deliveries;
using EightBit.Webhooks.Receiver.HostileTests.Hosting;
using EightBit.Webhooks.Receiver.HostileTests.Sockets;
using Xunit.Abstractions;

namespace EightBit.Webhooks.Receiver.HostileTests.Attacks;

/// <summary>Other versions, other protocols, odd request lines, and many requests at once.</summary>
[Trait("Category", "Slow")]
[Collection(nameof(DefaultReceiver))]
public sealed class ProtocolTests
{
    private static readonly Dictionary<string, Func<Delivery, string>> Attacks = new()
    {
        ["HTTP/1.0"] = d => d.Request(line: $"POST {Delivery.Path} HTTP/1.0"),
        ["HTTP/1.0 without a host"] = d => d.Request(line: $"POST {Delivery.Path} HTTP/1.0").Replace("Host: test\r\n", ""),
        ["HTTP/1.0 that keeps the connection"] = d => d.Request("Connection: keep-alive\r\n", $"POST {Delivery.Path} HTTP/1.0"),
        ["HTTP/1.0 in chunks"] = d => d.Chunked().Replace("HTTP/1.1", "HTTP/1.0"),
        ["HTTP/1.0 without a length"] = d => d.Framed("", d.Body).Replace("HTTP/1.1", "HTTP/1.0"),
        ["HTTP/0.9"] = _ => $"GET {Delivery.Path}\r\n",
        ["HTTP/1.2"] = d => d.Request(line: $"POST {Delivery.Path} HTTP/1.2"),
        ["HTTP/2.0 in the manner of HTTP/1"] = d => d.Request(line: $"POST {Delivery.Path} HTTP/2.0"),
        ["http/1.1"] = d => d.Request(line: $"POST {Delivery.Path} http/1.1"),
        ["a TLS hello"] = _ => "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + new string('\x5a', 512),
        ["zeros"] = _ => new string('\0', 1_000),
        ["empty lines before the request"] = d => "\r\n\r\n" + d.Request(),
        ["spaces before the request"] = d => "  " + d.Request(),
        ["CONNECT"] = d => d.Request(line: "CONNECT test:80 HTTP/1.1"),
        ["TRACE"] = d => d.Request(line: $"TRACE {Delivery.Path} HTTP/1.1"),
        ["a method of 10,000 letters"] = d => d.Request(line: $"{new string('A', 10_000)} {Delivery.Path} HTTP/1.1"),
        ["a method with a NUL"] = d => d.Request(line: $"PO\0ST {Delivery.Path} HTTP/1.1"),
        ["the whole address"] = d => d.Request(line: $"POST http://test{Delivery.Path} HTTP/1.1"),
        ["the whole address of another host"] = d => d.Request(line: $"POST http://other{Delivery.Path} HTTP/1.1"),
        ["a path with a NUL"] = d => d.Request(line: $"POST {Delivery.Path}%00 HTTP/1.1"),
        ["a path with dots"] = d => d.Request(line: $"POST /x/..{Delivery.Path} HTTP/1.1"),
        ["an encoded slash"] = d => d.Request(line: "POST /webhooks%2f8bit HTTP/1.1"),
        ["an upgrade to a web socket"] = d => d.Request("Connection: Upgrade\r\nUpgrade: websocket\r\n"),
        ["an upgrade to HTTP/2"] = d => d.Request("Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA\r\n"),
        ["an expectation"] = d => d.Request("Expect: 100-continue\r\n"),
        ["an expectation nobody knows"] = d => d.Request("Expect: 200-ok\r\n"),
    };

    private readonly ReceiverUnderAttack _receiver;
    private readonly ITestOutputHelper _output;

    public ProtocolTests(ReceiverUnderAttack receiver, ITestOutputHelper output)
    {
        _receiver = receiver;
        _output = output;
    }

    [Theory]
    [InlineData("HTTP/1.0", "200 accepted, closed")]
    [InlineData("HTTP/1.0 without a host", "200 accepted, closed")]
    [InlineData("HTTP/1.0 that keeps the connection", "200 accepted, open")]
    [InlineData("HTTP/1.0 in chunks", "200 accepted, closed")]
    [InlineData("HTTP/1.0 without a length", "400, closed")]
    [InlineData("HTTP/0.9", "400, closed")]
    [InlineData("HTTP/1.2", "505, closed")]
    [InlineData("HTTP/2.0 in the manner of HTTP/1", "505, closed")]
    [InlineData("http/1.1", "505, closed")]
    [InlineData("a TLS hello", "400, closed")]
    [InlineData("zeros", "400, closed")]
    [InlineData("empty lines before the request", "200 accepted, open")]
    [InlineData("spaces before the request", "400, closed")]
    [InlineData("CONNECT", "400, closed")]
    [InlineData("TRACE", "405 method_not_allowed, open")]
    [InlineData("a method of 10,000 letters", "414, closed")]
    [InlineData("a method with a NUL", "400, closed")]
    [InlineData("the whole address", "200 accepted, open")]
    [InlineData("the whole address of another host", "400, closed")]
    [InlineData("a path with a NUL", "400, closed")]
    [InlineData("a path with dots", "200 accepted, open")]
    [InlineData("an encoded slash", "404, open")]
    [InlineData("an upgrade to a web socket", "200 accepted, open")]
    [InlineData("an upgrade to HTTP/2", "200 accepted, open")]
    [InlineData("an expectation", "200 accepted, open")] // its body is there already; SlowTests has one that waits
    [InlineData("an expectation nobody knows", "200 accepted, open")]
    public Task Another_protocol_is_understood_or_refused_and_never_waited_for(string attack, string expected)
        => _receiver.WithstandAsync(_output, async () =>
        {
            var outcome = await Exchange.AttackAsync(_receiver, Attacks[attack](Delivery.New()));

            outcome.Should().Be(expected);
        });

    [Fact]
    public Task A_thousand_requests_in_one_go_are_answered_one_by_one_in_their_order()
        => _receiver.WithstandAsync(_output, async () =>
        {
            const int Requests = 1_000;
            string Forgery() => Delivery.New().Request().Replace("\"id\"", "\"ID\"");
            var sent = Enumerable.Range(0, Requests).Select(i => i % 2 == 0 ? Delivery.New().Request() : Forgery());
            using var client = await RawClient.ConnectAsync(_receiver);
            var sending = client.SendAsync(string.Concat(sent));

            for (var i = 0; i < Requests; i++)
            {
                var answer = await client.ReadAnswerAsync(TimeSpan.FromSeconds(20));
                answer!.ToString().Should().Be(i % 2 == 0 ? "200 accepted" : "401 signature_mismatch");
            }

            (await sending).Should().BeTrue();
        });
}
