using System.Globalization;
using System.Text;

namespace EightBit.Webhooks.Cli.Checking.Sending;

/// <summary>Status and headers of an answer that comes over a bare connection. Its body is left.</summary>
internal static class AnswerHead
{
    private const int MaxBytes = 64 * 1024;

    /// <exception cref="IOException">The connection ended before there was an answer.</exception>
    /// <exception cref="FormatException">It is not HTTP.</exception>
    public static async Task<(int Status, string Head)> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var received = new StringBuilder();
        var buffer = new byte[4096];
        while (received.Length < MaxBytes)
        {
            while (TakeHead(received) is { } head)
            {
                var status = StatusOf(head);
                if (status >= 200) // those below announce the answer
                {
                    return (status, head);
                }
            }

            var count = await stream.ReadAsync(buffer, cancellationToken);
            if (count == 0)
            {
                throw new IOException("the connection was closed");
            }

            received.Append(Encoding.Latin1.GetString(buffer, 0, count));
        }

        throw new FormatException("headers without an end");
    }

    private static string? TakeHead(StringBuilder received)
    {
        const string End = "\r\n\r\n";
        var text = received.ToString();
        var end = text.IndexOf(End, StringComparison.Ordinal);
        if (end < 0)
        {
            return null;
        }

        received.Remove(0, end + End.Length);
        return text[..end];
    }

    // "HTTP/1.1 200 OK"
    private static int StatusOf(string head)
        => head.StartsWith("HTTP/1.", StringComparison.Ordinal) && head.Length >= 12
            && int.TryParse(head.AsSpan(9, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var status)
                ? status
                : throw new FormatException("what came back is not HTTP/1.1");
}
