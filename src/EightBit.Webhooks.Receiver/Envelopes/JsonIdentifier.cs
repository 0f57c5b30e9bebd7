using System.Globalization;
using System.Text;
using System.Text.Json;

namespace EightBit.Webhooks.Receiver.Envelopes;

/// <summary>Ids, types and conversation ids: short texts that go into keys and logs.</summary>
internal static class JsonIdentifier
{
    /// <returns>The text, a number as it is written, or null for anything that must not become a key or a log line.</returns>
    public static string? Read(ref Utf8JsonReader json, int maxLength)
    {
        switch (json.TokenType)
        {
            // An escape is at most six bytes for one character, so nothing longer can come down to the limit.
            case JsonTokenType.String when json.ValueSpan.Length <= 6 * maxLength:
                return LoneSurrogates.Find(json.ValueSpan) < 0 ? Check(json.GetString(), maxLength) : null;

            case JsonTokenType.Number when json.ValueSpan.Length <= maxLength:
                return Encoding.ASCII.GetString(json.ValueSpan);

            default:
                json.Skip();
                return null;
        }
    }

    private static string? Check(string? text, int maxLength)
        => !string.IsNullOrWhiteSpace(text) && text.Length <= maxLength && !text.ContainsInvisible() ? text : null;

    /// <summary>
    /// Line and paragraph separators end a line for some log viewers; format characters turn the direction of what follows them, or make
    /// two ids look alike.
    /// </summary>
    private static bool ContainsInvisible(this string text)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            return false;
        }

        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            {
                return true;
            }
        }

        return false;
    }
}
