using System.Globalization;
using System.Text;

namespace EightBit.Webhooks.Receiver.PropertyTests.Envelopes;

/// <summary>JSON strings, decoded one character after the other.</summary>
internal static class ReferenceText
{
    /// <param name="raw">What is between the quotation marks.</param>
    /// <returns>Null for what is no text: half of a surrogate pair.</returns>
    public static string? Decode(ReadOnlySpan<byte> raw)
    {
        var source = Encoding.UTF8.GetString(raw);
        var text = new StringBuilder();
        for (var at = 0; at < source.Length; at++)
        {
            if (source[at] != '\\')
            {
                text.Append(source[at]);
                continue;
            }

            at++;
            var plain = "\"\\/bfnrt".IndexOf(source[at], StringComparison.Ordinal);
            if (plain >= 0)
            {
                text.Append("\"\\/\b\f\n\r\t"[plain]);
            }
            else
            {
                text.Append((char)ushort.Parse(source.AsSpan(at + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                at += 4;
            }
        }

        return IsWellFormed(text) ? text.ToString() : null;
    }

    /// <summary>What decision 6 says of ids and types.</summary>
    public static bool IsIdentifier(string text, int maxLength)
    {
        if (text.Length == 0 || text.Length > maxLength || text.All(char.IsWhiteSpace))
        {
            return false;
        }

        for (var at = 0; at < text.Length; at += char.IsHighSurrogate(text[at]) ? 2 : 1)
        {
            var category = CharUnicodeInfo.GetUnicodeCategory(text, at);
            if (category is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsWellFormed(StringBuilder text)
    {
        var open = false;
        for (var at = 0; at < text.Length; at++)
        {
            if (open != char.IsLowSurrogate(text[at]))
            {
                return false;
            }

            open = char.IsHighSurrogate(text[at]);
        }

        return !open;
    }
}
