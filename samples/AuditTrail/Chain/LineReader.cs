namespace AuditTrail.Chain;

/// <summary>Reads a trail line by line, as bytes, however long it is.</summary>
internal static class LineReader
{
    /// <summary>Far more than an entry can have: its texts have 200 characters at most.</summary>
    private const int LongestLine = 64 * 1024;

    private const int BufferBytes = 64 * 1024;

    public static IEnumerable<TrailLine> Read(Stream trail)
    {
        var line = new List<byte>();
        var length = 0L;
        var buffer = new byte[BufferBytes];
        int read;
        while ((read = trail.Read(buffer)) > 0)
        {
            var at = 0;
            while (at < read)
            {
                var end = Array.IndexOf(buffer, (byte)'\n', at, read - at);
                var part = (end < 0 ? read : end) - at;
                length += part;
                line.AddRange(buffer.AsSpan(at, Math.Min(part, LongestLine - line.Count)));
                at += part;
                if (end >= 0)
                {
                    yield return new TrailLine([.. line], length + 1, IsComplete: true);
                    line.Clear();
                    length = 0;
                    at++;
                }
            }
        }

        if (length > 0)
        {
            yield return new TrailLine([.. line], length, IsComplete: false);
        }
    }
}
