namespace EightBit.Webhooks.Receiver.Redaction.Masking;

/// <summary>
/// Finds in a text what has 16 characters or more in common with a hidden value: libraries quote the beginning, the end or the middle
/// of what they could not read. Takes time by the length of text and values together, whatever is in them.
/// </summary>
internal sealed class FragmentSearch
{
    /// <summary>Fewer would be words that any two texts have in common.</summary>
    public const int Length = 16;

    private const ulong Base = 0x9E37_79B9_7F4A_7C15;

    private static readonly ulong OfFirst = Power(Length - 1);

    private readonly Dictionary<ulong, Piece> _pieces = [];

    private FragmentSearch()
    {
    }

    public static void Hide(IReadOnlyList<TextView> views, HiddenValues values, bool[] hidden)
    {
        var search = new FragmentSearch();
        foreach (var view in views)
        {
            search.Add(view);
        }

        foreach (var value in values.All)
        {
            Roll(value, (hash, _) => search.Hide(hash, hidden));
        }
    }

    private void Add(TextView view)
        => Roll(view.Text, (hash, at) => _pieces[hash] = new Piece(view, at, _pieces.GetValueOrDefault(hash)));

    private void Hide(ulong hash, bool[] hidden)
    {
        if (_pieces.Remove(hash, out var found))
        {
            for (var piece = found; piece is not null; piece = piece.Before)
            {
                piece.View.Hide(piece.At, Length, hidden);
            }
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

    /// <summary>A piece of a view, and the one before with the same characters.</summary>
    private sealed record Piece(TextView View, int At, Piece? Before);
}
