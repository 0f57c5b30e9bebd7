namespace EightBit.Webhooks.Receiver.Redaction.Masking;

/// <summary>Finds the beginnings of hidden values where a text was cut off: at its end, and before an ellipsis.</summary>
internal static class CutSearch
{
    private const int MostCuts = 64;
    private const int LeastBeginning = 4;

    public static void Hide(TextView view, HiddenValues values, bool[] hidden)
    {
        foreach (var cut in Cuts(view.Text).Take(MostCuts))
        {
            foreach (var value in values.All)
            {
                Hide(view, cut, value, hidden);
            }
        }
    }

    private static void Hide(TextView view, int cut, string value, bool[] hidden)
    {
        for (var length = Math.Min(Math.Min(FragmentSearch.Length, value.Length) - 1, cut); length >= LeastBeginning; length--)
        {
            if (view.Text.AsSpan(cut - length, length).SequenceEqual(value.AsSpan(0, length)) && WholeSearch.BeginsWord(view.Text, cut - length))
            {
                view.Hide(cut - length, length, hidden);
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
