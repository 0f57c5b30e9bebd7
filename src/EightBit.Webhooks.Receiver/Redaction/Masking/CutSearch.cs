namespace EightBit.Webhooks.Receiver.Redaction.Masking;

/// <summary>Finds the beginnings of hidden values where a text was cut off: at its end, and before an ellipsis.</summary>
internal static class CutSearch
{
    private const int MostCuts = 64;

    public static void Hide(TextView view, HiddenValues values, bool[] hidden)
    {
        foreach (var cut in Cuts(view.Text).Take(MostCuts))
        {
            Hide(view, cut, values, hidden);
        }
    }

    private static void Hide(TextView view, int cut, HiddenValues values, bool[] hidden)
    {
        for (var length = Math.Min(FragmentSearch.Length - 1, cut); length >= HiddenValues.BeginningLength; length--)
        {
            var start = cut - length;
            if (values.HaveBeginning(view.Text.AsSpan(start, length)) && WholeSearch.BeginsWord(view.Text, start))
            {
                view.Hide(start, length, hidden);
                return;
            }
        }
    }

    private static IEnumerable<int> Cuts(string text)
    {
        yield return text.Length;
        for (var at = 1; at < text.Length; at++)
        {
            if (text[at] == '…' || text.AsSpan(at).StartsWith("..."))
            {
                yield return text.AsSpan(0, at).TrimEnd(" '\"").Length;
                at += text[at] == '…' ? 0 : 2;
            }
        }
    }
}
