using System.Globalization;
using System.Text;

namespace Fuzz.Targets.Requests;

/// <summary>
/// Makes the bytes of a connection of an input. Its first character is a set of bits: 1 the body gets a valid signature and its framing, 2 it is
/// chunked, 4 the bytes arrive in two pieces, 8 the input has no head of its own, and gets a good one. What follows is a head, an empty line, and
/// the body. Without 1 everything is sent as it is.
/// </summary>
internal static class HostileRequest
{
    private const int Signed = 1;
    private const int Chunked = 2;
    private const int TwoPieces = 4;
    private const int GoodHead = 8;

    private static ReadOnlySpan<byte> EndOfHead => "\r\n\r\n"u8;

    public static ReadOnlyMemory<byte>[] Of(byte[] input, IReadOnlyList<string> goodHeads)
    {
        var bits = input.Length > 0 ? input[0] : 0;
        var bytes = input.AsSpan(Math.Min(1, input.Length));
        var all = (bits & Signed) == 0 && (bits & GoodHead) == 0 ? bytes.ToArray() : Build(bits, bytes, goodHeads);
        return (bits & TwoPieces) == 0 ? [all] : [all.AsMemory(0, all.Length / 2), all.AsMemory(all.Length / 2)];
    }

    private static byte[] Build(int bits, ReadOnlySpan<byte> bytes, IReadOnlyList<string> goodHeads)
    {
        var end = bytes.IndexOf(EndOfHead);
        var body = end < 0 ? bytes : bytes[(end + EndOfHead.Length)..];
        var head = (bits & GoodHead) == 0 && end >= 0 ? bytes[..end] : Encoding.ASCII.GetBytes(goodHeads[body.Length % goodHeads.Count]);
        var signature = (bits & Signed) == 0 ? "" : $"\r\nX-8bit-Signature-256: {Keys.Sign(body)}";
        return (bits & Chunked) == 0
            ? [.. head, .. Ascii($"{signature}\r\nContent-Length: {Text(body.Length)}\r\n\r\n"), .. body]
            : [.. head, .. Ascii($"{signature}\r\nTransfer-Encoding: chunked\r\n\r\n"), .. Chunks(body)];
    }

    private static byte[] Chunks(ReadOnlySpan<byte> body)
    {
        var half = body.Length / 2;
        return [.. Chunk(body[..half]), .. Chunk(body[half..]), .. "0\r\n\r\n"u8];
    }

    private static byte[] Chunk(ReadOnlySpan<byte> part) => part.IsEmpty ? [] : [.. Ascii($"{part.Length:x}\r\n"), .. part, .. "\r\n"u8];

    private static byte[] Ascii(string text) => Encoding.ASCII.GetBytes(text);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
