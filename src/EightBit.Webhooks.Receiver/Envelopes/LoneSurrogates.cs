namespace EightBit.Webhooks.Receiver.Envelopes;

/// <summary>Halves of surrogate pairs that are written as escapes: valid JSON, but nothing that can be decoded into text.</summary>
/// <remarks>
/// A text that somebody has cut in the middle of an emoji ends with one: <c>JSON.stringify</c> and its likes write <c>\ud83d</c>.
/// </remarks>
internal static class LoneSurrogates
{
    private const int EscapeLength = 6;

    private static ReadOnlySpan<byte> Replacement => "\\ufffd"u8;

    /// <param name="json">JSON, or a part of it that begins outside an escape.</param>
    /// <param name="start">Where to begin; not within an escape.</param>
    /// <returns>Where the first one is, or -1.</returns>
    public static int Find(ReadOnlySpan<byte> json, int start = 0)
    {
        while (start < json.Length && json[start..].IndexOf((byte)'\\') is var distance and >= 0)
        {
            var escape = json[(start + distance)..];
            if (IsSurrogate(escape, 'c', 'f') || (IsSurrogate(escape, '8', 'b') && !IsSurrogate(escape[EscapeLength..], 'c', 'f')))
            {
                return start + distance;
            }

            // A pair is stepped over as a whole; of any other escape, the character that an escaped backslash would mislead us with.
            start += distance + (IsSurrogate(escape, '8', 'b') ? 2 * EscapeLength : 2);
        }

        return -1;
    }

    /// <returns>The JSON itself, or a copy of the same length with U+FFFD in place of each of them.</returns>
    public static ReadOnlySpan<byte> Replace(ReadOnlySpan<byte> json)
    {
        var found = Find(json);
        if (found < 0)
        {
            return json;
        }

        var mended = json.ToArray();
        for (; found >= 0; found = Find(mended, found))
        {
            Replacement.CopyTo(mended.AsSpan(found));
        }

        return mended;
    }

    // \uD800 to \uDBFF begin a pair, \uDC00 to \uDFFF end it: the second digit tells.
    private static bool IsSurrogate(ReadOnlySpan<byte> escape, char least, char most)
        => escape.Length >= EscapeLength
            && escape.StartsWith("\\u"u8)
            && char.ToLowerInvariant((char)escape[2]) == 'd'
            && char.ToLowerInvariant((char)escape[3]) is var digit
            && digit >= least
            && digit <= most
            && char.IsAsciiHexDigit(digit)
            && char.IsAsciiHexDigit((char)escape[4])
            && char.IsAsciiHexDigit((char)escape[5]);
}
