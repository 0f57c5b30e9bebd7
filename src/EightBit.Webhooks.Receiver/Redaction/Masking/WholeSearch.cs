namespace EightBit.Webhooks.Receiver.Redaction.Masking;

/// <summary>
/// Finds short hidden values as a whole. The shorter one is, the more must speak for it: "1" or "a" anywhere would hide most of any
/// message.
/// </summary>
internal static class WholeSearch
{
    /// <summary>From here on a value counts within a word as well.</summary>
    private const int LeastWithinWords = 8;

    /// <summary>Up to here digits count between quotation marks alone, as a single character does.</summary>
    private const int MostDigitsInQuotes = 3;

    private const string QuotationMarks = "'\"`´‘’‚‛“”„«»‹›";

    public static void Hide(TextView view, HiddenValues values, bool[] hidden)
    {
        foreach (var value in values.All)
        {
            if (value.Length < FragmentSearch.Length)
            {
                Hide(view, value, hidden);
            }
        }
    }

    /// <summary>Whether what stands there could be the beginning of a value, and not the end of another word.</summary>
    public static bool BeginsWord(string text, int start)
        => start == 0 || !(char.IsLetterOrDigit(text[start - 1]) && char.IsLetterOrDigit(text[start]));

    private static bool EndsWord(string text, int end)
        => end == text.Length || !(char.IsLetterOrDigit(text[end - 1]) && char.IsLetterOrDigit(text[end]));

    private static void Hide(TextView view, string value, bool[] hidden)
    {
        var text = view.Text;
        for (var at = -1; (at = text.IndexOf(value, at + 1, StringComparison.Ordinal)) >= 0;)
        {
            if (IsMeant(text, at, value))
            {
                view.Hide(at, value.Length, hidden);
            }
        }
    }

    private static bool IsMeant(string text, int start, string value)
    {
        var end = start + value.Length;
        if (value.Length == 1 || (value.Length <= MostDigitsInQuotes && !value.AsSpan().ContainsAnyExceptInRange('0', '9')))
        {
            return start > 0 && end < text.Length
                && QuotationMarks.Contains(text[start - 1]) && QuotationMarks.Contains(text[end]);
        }

        return value.Length >= LeastWithinWords
            || (BeginsWord(text, start) && EndsWord(text, end));
    }
}
