namespace EightBit.Webhooks.Receiver.Redaction.Masking;

/// <summary>
/// Finds in a text what has 16 characters or more in common with a hidden value: libraries quote the beginning, the end or the middle of what
/// they could not read. Takes time by the length of text and values together, whatever is in them.
/// </summary>
internal static class FragmentSearch
{
    /// <summary>Fewer would be words that any two texts have in common.</summary>
    public const int Length = 16;

    private const ulong Base = 0x9E37_79B9_7F4A_7C15;

    private static readonly ulong OfFirst = Power(Length - 1);

    public static void Hide(TextView view, HiddenValues values, bool[] hidden)
    {
        if (view.Text.Length < Length)
        {
            return;
        }

        var lastAt = new Dictionary<ulong, int>();
        var before = new int[view.Text.Length];
        Roll(view.Text, (hash, at) =>
        {
            before[at] = lastAt.GetValueOrDefault(hash, -1);
            lastAt[hash] = at;
        });

        foreach (var value in values.All)
        {
            Roll(value, (hash, _) =>
            {
                if (lastAt.Remove(hash, out var at))
                {
                    for (; at >= 0; at = before[at])
                    {
                        view.Hide(at, Length, hidden);
                    }
                }
            });
        }
    }

    /// <summary>The hash of each piece, from that of the one before.</summary>
    private static void Roll(string text, Action<ulong, int> take)
    {
        var hash = 0UL;
        for (var at = 0; at < text.Length; at++)
        {
            if (at >= Length)
            {
                hash -= OfFirst * text[at - Length];
            }

            hash = (hash * Base) + text[at];
            if (at >= Length - 1)
            {
                take(hash, at - Length + 1);
            }
        }
    }

    private static ulong Power(int exponent)
    {
        var power = 1UL;
        for (var times = 0; times < exponent; times++)
        {
            power *= Base;
        }

        return power;
    }
}
