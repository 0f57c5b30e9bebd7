using System.Buffers.Binary;
using System.Text;

namespace EightBit.Webhooks.Receiver.HostileTests.Sockets;

/// <summary>HTTP/2 frames (RFC 9113) as no client would send them.</summary>
internal static class Http2Frames
{
    private const byte EndStream = 0x1;
    private const byte EndHeaders = 0x4;

    public static byte[] Preface { get; } = Encoding.ASCII.GetBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");

    /// <summary>Settings without content.</summary>
    public static byte[] Settings { get; } = Frame(4, 0, 0, []);

    /// <summary>Says that not one byte of an answer's body may be sent.</summary>
    public static byte[] ClosedWindow { get; } = Frame(4, 0, 0, [0, 4, 0, 0, 0, 0]);

    public static byte[] Ping { get; } = Frame(6, 0, 0, new byte[8]);

    /// <summary>A request without a body.</summary>
    public static byte[] Get(int stream, string path) => Frame(1, EndStream | EndHeaders, stream, Head("GET", path));

    /// <summary>A request's head, with more of it to come.</summary>
    public static byte[] BeginHead(int stream, string path) => Frame(1, EndStream, stream, Head("POST", path));

    /// <summary>More of a head, and still not its end.</summary>
    public static byte[] GoOn(int stream) => Frame(9, 0, stream, Literal("x-more", new string('a', 100)));

    public static byte[] Reset(int stream) => Frame(3, 0, stream, [0, 0, 0, 8]);

    private static byte[] Frame(byte type, int flags, int stream, byte[] content)
    {
        var frame = new byte[9 + content.Length];
        frame[0] = (byte)(content.Length >> 16);
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(1), (ushort)content.Length);
        frame[3] = type;
        frame[4] = (byte)flags;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(5), stream);
        content.CopyTo(frame, 9);
        return frame;
    }

    private static byte[] Head(string method, string path)
        => [.. Literal(":method", method), .. Literal(":scheme", "http"), .. Literal(":authority", "test"), .. Literal(":path", path)];

    /// <summary>HPACK's literal header field without indexing, uncompressed.</summary>
    private static byte[] Literal(string name, string value)
        => [0, (byte)name.Length, .. Encoding.ASCII.GetBytes(name), (byte)value.Length, .. Encoding.ASCII.GetBytes(value)];
}
