using System.Text;

namespace EightBit.Webhooks.Receiver.Redaction.Masking;

/// <summary>Takes hidden values out of a text, such as that of an error.</summary>
internal static class TextMask
{
    public const string Replacement = "[redacted]";

    /// <summary>Errors have 8,000 at most; an inbox of the application's own may keep longer ones.</summary>
    public const int MaxTextLength = 32 * 1024;

    public static string Apply(string text, HiddenValues values)
    {
        if (values.All.Count == 0)
        {
            return text;
        }

        var searched = text.Length > MaxTextLength ? string.Concat(text.AsSpan(0, MaxTextLength), "…") : text;
        var hidden = new bool[searched.Length];
        var views = TextView.AllOf(searched);
        FragmentSearch.Hide(views, values, hidden);
        foreach (var view in views)
        {
            WholeSearch.Hide(view, values, hidden);
            CutSearch.Hide(view, values, hidden);
        }

        return Write(searched, hidden);
    }

    private static string Write(string text, bool[] hidden)
    {
        var written = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            // Both halves of a surrogate pair, or none.
            if (hidden[at] || IsHalfOfHidden(text, hidden, at))
            {
                if (at == 0 || !(hidden[at - 1] || IsHalfOfHidden(text, hidden, at - 1)))
                {
                    written.Append(Replacement);
                }
            }
            else
            {
                written.Append(text[at]);
            }
        }

        return written.ToString();
    }

    private static bool IsHalfOfHidden(string text, bool[] hidden, int at)
        => (char.IsLowSurrogate(text[at]) && at > 0 && hidden[at - 1] && char.IsHighSurrogate(text[at - 1]))
            || (char.IsHighSurrogate(text[at]) && at + 1 < text.Length && hidden[at + 1] && char.IsLowSurrogate(text[at + 1]));
}
