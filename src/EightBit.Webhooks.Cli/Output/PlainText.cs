using System.Globalization;
using System.Text;

namespace EightBit.Webhooks.Cli.Output;

/// <summary>
/// Text of somebody else's, made fit for a terminal: what would move the cursor, change colours, reverse the direction of writing or be
/// invisible is shown as an escape.
/// </summary>
internal static class PlainText
{
    private const char ZeroWidthNonJoiner = '\u200c';
    private const char ZeroWidthJoiner = '\u200d';

    /// <summary>Everything in one line, shortened to a length.</summary>
    public static string OneLine(string text, int maxLength = int.MaxValue)
    {
        var beginning = text.Length > maxLength ? text[..(char.IsHighSurrogate(text[maxLength - 1]) ? maxLength - 1 : maxLength)] + "…" : text;
        return Escape(beginning);
    }

    /// <summary>Line by line. A tab stays one.</summary>
    public static IEnumerable<string> Lines(string text)
        => text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n').Select(line => string.Join('\t', line.Split('\t').Select(Escape)));

    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        Span<char> characters = stackalloc char[2];
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsHarmless(rune))
            {
                escaped.Append(characters[..rune.EncodeToUtf16(characters)]);
            }
            else
            {
                escaped.Append(rune.Value <= char.MaxValue ? @"\u" : @"\U").Append(rune.Value.ToString(rune.Value <= char.MaxValue ? "x4" : "x8", CultureInfo.InvariantCulture));
            }
        }

        return escaped.ToString();
    }

    private static bool IsHarmless(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate
            or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned => false,
        UnicodeCategory.Format => rune.Value is ZeroWidthJoiner or ZeroWidthNonJoiner,
        _ => true,
    };
}
