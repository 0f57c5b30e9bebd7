using EightBit.Webhooks.Receiver.HostileTests.Deliveries;
using EightBit.Webhooks.Receiver.HostileTests.Hosting;
using EightBit.Webhooks.Receiver.HostileTests.Sockets;
using Xunit.Abstractions;

namespace EightBit.Webhooks.Receiver.HostileTests.Attacks;

/// <summary>Chunk tricks, and requests that hide another one in their body.</summary>
[Trait("Category", "Slow")]
[Collection(nameof(DefaultReceiver))]
public sealed class FramingTests
{
    private const string Chunked = "Transfer-Encoding: chunked\r\n";

    private static readonly Dictionary<string, Func<Delivery, string>> Attacks = new()
    {
        ["chunks of one byte"] = d => d.Chunked(size: 1),
        ["a chunk extension"] = d => d.Chunked(extension: ";name=\"value\""),
        ["a chunk extension with a line feed alone"] = d => d.Chunked(extension: ";a\nb"),
        ["a chunk extension of ten mebibytes"] = d => d.Chunked(size: 1_000, extension: ";" + new string('a', 10 << 20)),
        ["a line feed alone behind the size"] = d => d.Framed(Chunked, $"{d.Body.Length:X}\n{d.Body}\r\n0\r\n\r\n"),
        ["zeros before the size"] = d => d.Framed(Chunked, $"{new string('0', 20)}{d.Body.Length:X}\r\n{d.Body}\r\n0\r\n\r\n"),
        ["a size with a sign"] = d => d.Framed(Chunked, $"+{d.Body.Length:X}\r\n{d.Body}\r\n0\r\n\r\n"),
        ["a negative size"] = d => d.Framed(Chunked, $"-1\r\n{d.Body}\r\n0\r\n\r\n"),
        ["a size with 0x"] = d => d.Framed(Chunked, $"0x{d.Body.Length:X}\r\n{d.Body}\r\n0\r\n\r\n"),
        ["a size that is no number"] = d => d.Framed(Chunked, $"zz\r\n{d.Body}\r\n0\r\n\r\n"),
        ["a size beyond 31 bits"] = d => d.Framed(Chunked, $"80000000\r\n{d.Body}\r\n0\r\n\r\n"),
        ["no size"] = d => d.Framed(Chunked, $"\r\n{d.Body}\r\n0\r\n\r\n"),
        ["more bytes than the size says"] = d => d.Framed(Chunked, $"{d.Body.Length - 1:X}\r\n{d.Body}\r\n0\r\n\r\n"),
        ["a broken chunk, and a delivery behind it"] = d => d.Framed(Chunked, $"zz\r\n\r\n{Delivery.New().Request()}"),
        ["an end that comes early, and a delivery behind it"] = d => d.Framed(Chunked, $"0\r\n\r\n{Delivery.New().Request()}"),
        ["the signature as a trailer"] = d => d.Chunked(trailers: $"X-8bit-Signature-256: {d.Signature}\r\n").Replace(d.Signed, ""),
        ["a second signature as a trailer"] = d => d.Chunked(trailers: $"X-8bit-Signature-256: {new string('0', 64)}\r\n"),
        ["a trailer of a mebibyte"] = d => d.Chunked(trailers: $"X-Huge: {new string('a', 1 << 20)}\r\n"),
        ["a broken trailer"] = d => d.Chunked(trailers: "no colon\r\n"),
        ["a length beside the chunks"] = d => d.Chunked().Replace(Chunked, $"Content-Length: {d.Body.Length}\r\n{Chunked}"),
        ["a length of a few bytes beside the chunks"] = d => d.Chunked().Replace(Chunked, $"Content-Length: 4\r\n{Chunked}"),
        ["a length beside no chunks, and a delivery behind it"] = d => d.Framed($"Content-Length: 5\r\n{Chunked}", $"0\r\n\r\n{Delivery.New().Request()}"),
        ["chunked twice"] = d => d.Chunked().Replace(Chunked, Chunked + Chunked),
        ["chunked and identity"] = d => d.Chunked().Replace(Chunked, Chunked + "Transfer-Encoding: identity\r\n"),
        ["gzip, chunked"] = d => d.Chunked().Replace(Chunked, "Transfer-Encoding: gzip, chunked\r\n"),
        ["chunked, gzip"] = d => d.Chunked().Replace(Chunked, "Transfer-Encoding: chunked, gzip\r\n"),
        ["xchunked"] = d => d.Chunked().Replace(Chunked, "Transfer-Encoding: xchunked\r\n"),
        ["chunked behind a vertical tab"] = d => d.Chunked().Replace(Chunked, "Transfer-Encoding: \vchunked\r\n"),
        ["chunked with a space before the colon"] = d => d.Chunked().Replace(Chunked, "Transfer-Encoding : chunked\r\n"),
        ["a delivery in the body of a forgery"] = d => d.Framed($"Content-Length: {d.Request().Length}\r\n", d.Request()),
        ["a delivery in the body of a request without a signature"] =
            d => $"POST {Delivery.Path} HTTP/1.1\r\nHost: test\r\nContent-Length: {d.Request().Length}\r\n\r\n{d.Request()}",
        ["a delivery in the body of a GET"] = d => $"GET {Delivery.Path} HTTP/1.1\r\nHost: test\r\nContent-Length: {d.Request().Length}\r\n\r\n{d.Request()}",
        ["a delivery behind a body that is too large"] = d => d.Framed("Content-Length: 1048577\r\n", "") + d.Request(),
        ["a delivery behind a chunk that is too large"] = d => d.Framed(Chunked, $"100001\r\n{new string('a', 0x100001)}\r\n0\r\n\r\n{d.Request()}"),
    };

    private readonly ReceiverUnderAttack _receiver;
    private readonly ITestOutputHelper _output;

    public FramingTests(ReceiverUnderAttack receiver, ITestOutputHelper output)
    {
        _receiver = receiver;
        _output = output;
    }

    [Theory]
    [InlineData("chunks of one byte", "200 accepted, open")]
    [InlineData("a chunk extension", "200 accepted, open")]
    [InlineData("a chunk extension with a line feed alone", "400 body_unreadable, closed")]
    [InlineData("a chunk extension of ten mebibytes", "200 accepted, open")]
    [InlineData("a line feed alone behind the size", "400 body_unreadable, closed")]
    [InlineData("zeros before the size", "400 body_unreadable, closed")]
    [InlineData("a size with a sign", "400 body_unreadable, closed")]
    [InlineData("a negative size", "400 body_unreadable, closed")]
    [InlineData("a size with 0x", "400 body_unreadable, closed")]
    [InlineData("a size that is no number", "400 body_unreadable, closed")]
    [InlineData("a size beyond 31 bits", "400 body_unreadable, closed")]
    [InlineData("no size", "400 body_unreadable, closed")]
    [InlineData("more bytes than the size says", "400 body_unreadable, closed")]
    [InlineData("a broken chunk, and a delivery behind it", "400 body_unreadable, closed")]
    [InlineData("an end that comes early, and a delivery behind it", "401 signature_mismatch, 200 accepted, open")]
    [InlineData("the signature as a trailer", "401 signature_missing, open")]
    [InlineData("a second signature as a trailer", "200 accepted, open")]
    [InlineData("a trailer of a mebibyte", "400 body_unreadable, closed")]
    [InlineData("a broken trailer", "400 body_unreadable, closed")]
    [InlineData("a length beside the chunks", "200 accepted, closed")]
    [InlineData("a length of a few bytes beside the chunks", "200 accepted, closed")]
    [InlineData("a length beside no chunks, and a delivery behind it", "401 signature_mismatch, closed")]
    [InlineData("chunked twice", "200 accepted, open")] // Kestrel undoes them once
    [InlineData("chunked and identity", "400, closed")]
    [InlineData("gzip, chunked", "200 accepted, open")] // Kestrel undoes the chunks alone: what is signed is what was in them
    [InlineData("chunked, gzip", "400, closed")]
    [InlineData("xchunked", "400, closed")]
    [InlineData("chunked behind a vertical tab", "400, closed")]
    [InlineData("chunked with a space before the colon", "400, closed")]
    [InlineData("a delivery in the body of a forgery", "401 signature_mismatch, open")]
    [InlineData("a delivery in the body of a request without a signature", "401 signature_missing, open")]
    [InlineData("a delivery in the body of a GET", "405 method_not_allowed, open")]
    [InlineData("a delivery behind a body that is too large", "413 body_too_large, closed")]
    [InlineData("a delivery behind a chunk that is too large", "413 body_too_large, closed")]
    public Task What_is_in_a_body_is_never_taken_for_a_request(string attack, string expected)
        => _receiver.WithstandAsync(_output, async () =>
        {
            var outcome = await Exchange.AttackAsync(_receiver, Attacks[attack](Delivery.New()));

            outcome.Should().Be(expected);
        });
}
