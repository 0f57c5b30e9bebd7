using EightBit.Webhooks.Receiver.HostileTests.Deliveries;
using EightBit.Webhooks.Receiver.HostileTests.Hosting;
using EightBit.Webhooks.Receiver.HostileTests.Sockets;
using EightBit.Webhooks.Receiver.Signatures;
using Xunit.Abstractions;

namespace EightBit.Webhooks.Receiver.HostileTests.Attacks;

/// <summary>Huge, duplicate, folded and broken headers. Each is sent within a delivery that is valid but for it.</summary>
[Trait("Category", "Slow")]
[Collection(nameof(DefaultReceiver))]
public sealed class HeadTests
{
    private static readonly Dictionary<string, Func<Delivery, string>> Attacks = new()
    {
        ["one header of a mebibyte"] = d => d.Request($"X-Huge: {new string('a', 1 << 20)}\r\n"),
        ["ten thousand headers"] = d => d.Request(string.Concat(Enumerable.Range(0, 10_000).Select(i => $"X-{i}: a\r\n"))),
        ["a request line of a mebibyte"] = d => d.Request(line: $"POST {Delivery.Path}?{new string('a', 1 << 20)} HTTP/1.1"),
        ["a signature of 30,000 digits"] = d => d.Request().Replace(d.Signature, new string('a', 30_000)),
        ["an event id of 8,000 characters"] = d => d.Request($"{WebhookHeaders.EventId}: {new string('a', 8_000)}\r\n"),
        ["the signature twice"] = d => d.Request($"{WebhookHeaders.Signature}: {d.Signature}\r\n"),
        ["the signature twice, in another case"] = d => d.Request($"{WebhookHeaders.Signature.ToUpperInvariant()}: {new string('0', 64)}\r\n"),
        ["the signature under a look-alike name"] = d => d.Request().Replace("X-8bit-Signature-256", "X_8bit_Signature_256"),
        ["the timestamp twice"] = d => d.Request($"{WebhookHeaders.Timestamp}: {d.Timestamp}\r\n"),
        ["a folded signature"] = d => d.Request().Replace(d.Signature, d.Signature[..32] + "\r\n " + d.Signature[32..]),
        ["a signature folded with a tab"] = d => d.Request().Replace(d.Signature, d.Signature[..32] + "\r\n\t" + d.Signature[32..]),
        ["a signature folded before its value"] = d => d.Request().Replace(": " + d.Signature, ":\r\n " + d.Signature),
        ["a first header that is folded"] = d => d.Request().Replace("Host: test", " folded\r\nHost: test"),
        ["a space before the colon"] = d => d.Request().Replace("X-8bit-Signature-256:", "X-8bit-Signature-256 :"),
        ["a header without a colon"] = d => d.Request("no colon\r\n"),
        ["a header without a name"] = d => d.Request(": value\r\n"),
        ["a NUL in a value"] = d => d.Request("X-A: a\0b\r\n"),
        ["a NUL behind the signature"] = d => d.Request().Replace(d.Signature, d.Signature + "\0"),
        ["a carriage return alone in a value"] = d => d.Request("X-A: a\rb\r\n"),
        ["bytes that are no UTF-8 in the signature"] = d => d.Request().Replace(d.Signature, "\u00ff\u00fe" + d.Signature[2..]),
        ["digits of another script in the signature"] = d => d.Request().Replace(d.Signature, "\u00d9\u00a1" + d.Signature[1..]),
        ["two hosts"] = d => d.Request("Host: other\r\n"),
        ["no host"] = d => d.Request().Replace("Host: test\r\n", ""),
        ["a host that is none"] = d => d.Request().Replace("Host: test", "Host: a b@c/d"),
        ["two lengths that differ"] = d => d.Request("Content-Length: 5\r\n"),
        ["two lengths that agree"] = d => d.Request($"Content-Length: {d.Body.Length}\r\n"),
        ["a list of lengths"] = d => d.Framed($"Content-Length: {d.Body.Length}, {d.Body.Length}\r\n", d.Body),
        ["a negative length"] = d => d.Framed("Content-Length: -1\r\n", d.Body),
        ["a length with a sign"] = d => d.Framed($"Content-Length: +{d.Body.Length}\r\n", d.Body),
        ["a length in hex"] = d => d.Framed($"Content-Length: 0x{d.Body.Length:x}\r\n", d.Body),
        ["a length beyond 64 bits"] = d => d.Framed("Content-Length: 18446744073709551617\r\n", d.Body),
        ["the largest length"] = d => d.Framed("Content-Length: 9223372036854775807\r\n", d.Body),
        ["no length"] = d => d.Framed("", d.Body),
        ["a length of the body less one"] = d => d.Framed($"Content-Length: {d.Body.Length - 1}\r\n", d.Body),
    };

    private readonly ReceiverUnderAttack _receiver;
    private readonly ITestOutputHelper _output;

    public HeadTests(ReceiverUnderAttack receiver, ITestOutputHelper output)
    {
        _receiver = receiver;
        _output = output;
    }

    [Theory]
    [InlineData("one header of a mebibyte", "431, closed")]
    [InlineData("ten thousand headers", "431, closed")]
    [InlineData("a request line of a mebibyte", "414, closed")]
    [InlineData("a signature of 30,000 digits", "401 signature_malformed, open")]
    [InlineData("an event id of 8,000 characters", "200 accepted, open")]
    [InlineData("the signature twice", "401 signature_malformed, open")]
    [InlineData("the signature twice, in another case", "401 signature_malformed, open")]
    [InlineData("the signature under a look-alike name", "401 signature_missing, open")]
    [InlineData("the timestamp twice", "401 timestamp_malformed, open")]
    [InlineData("a folded signature", "400, closed")]
    [InlineData("a signature folded with a tab", "400, closed")]
    [InlineData("a signature folded before its value", "400, closed")]
    [InlineData("a first header that is folded", "400, closed")]
    [InlineData("a space before the colon", "400, closed")]
    [InlineData("a header without a colon", "400, closed")]
    [InlineData("a header without a name", "400, closed")]
    [InlineData("a NUL in a value", "400, closed")]
    [InlineData("a NUL behind the signature", "400, closed")]
    [InlineData("a carriage return alone in a value", "400, closed")]
    [InlineData("bytes that are no UTF-8 in the signature", "400, closed")]
    [InlineData("digits of another script in the signature", "401 signature_malformed, open")]
    [InlineData("two hosts", "400, closed")]
    [InlineData("no host", "400, closed")]
    [InlineData("a host that is none", "400, closed")]
    [InlineData("two lengths that differ", "400, closed")]
    [InlineData("two lengths that agree", "400, closed")]
    [InlineData("a list of lengths", "400, closed")]
    [InlineData("a negative length", "400, closed")]
    [InlineData("a length with a sign", "200 accepted, open")] // Kestrel takes a plus sign, which RFC 9110 does not; it means the same
    [InlineData("a length in hex", "400, closed")]
    [InlineData("a length beyond 64 bits", "400, closed")]
    [InlineData("the largest length", "413 body_too_large, closed")]
    [InlineData("no length", "401 signature_mismatch, 400, closed")]
    [InlineData("a length of the body less one", "401 signature_mismatch, 400, closed")]
    public Task A_head_that_is_no_deliverys_is_answered_or_refused_and_nothing_behind_it_is_mistaken(string attack, string expected)
        => _receiver.WithstandAsync(_output, async () =>
        {
            var outcome = await Exchange.AttackAsync(_receiver, Attacks[attack](Delivery.New()));

            outcome.Should().Be(expected);
        });
}
