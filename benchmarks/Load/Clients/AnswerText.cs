using System.Buffers.Text;

namespace Load.Clients;

/// <summary>Just enough HTTP to see where an answer ends.</summary>
internal static class AnswerText
{
    public static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var end = answer.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return false;
        }

        var head = answer[..end];
        var body = answer[(end + 4)..];
        var at = head.IndexOf("Content-Length: "u8);
        if (at >= 0)
        {
            return Utf8Parser.TryParse(head[(at + 16)..], out int length, out _) && body.Length >= length;
        }

        return head.IndexOf("Transfer-Encoding: chunked"u8) < 0 || body.EndsWith("0\r\n\r\n"u8);
    }
}
