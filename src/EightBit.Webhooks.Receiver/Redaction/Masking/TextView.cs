namespace EightBit.Webhooks.Receiver.Redaction.Masking;

/// <summary>
/// A text as it reads when an encoding is taken off it, in upper case, and where each of its characters stands in the text itself.
/// </summary>
internal sealed class TextView
{
    /// <summary>A JSON text in a URL in a JSON text has three; messages have one or two.</summary>
    private const int MostEncodings = 2;

    private readonly int[] _starts;
    private readonly int[] _ends;

    private TextView(string text, int[] starts, int[] ends)
    {
        Text = text;
        _starts = starts;
        _ends = ends;
    }

    public string Text { get; }

    /// <summary>The text itself, and what it reads like without encodings, alone and on top of each other.</summary>
    public static IReadOnlyList<TextView> AllOf(string text)
    {
        List<TextView> all = [new(text, [.. Enumerable.Range(0, text.Length)], [.. Enumerable.Range(1, text.Length)])];
        for (int encodings = 0, from = 0; encodings < MostEncodings; encodings++)
        {
            var to = all.Count;
            for (; from < to; from++)
            {
                foreach (var decoder in TextDecoders.All)
                {
                    if (all[from].Decode(decoder) is { } decoded)
                    {
                        all.Add(decoded);
                    }
                }
            }
        }

        return [.. all.Select(view => new TextView(view.Text.ToUpperInvariant(), view._starts, view._ends))];
    }

    public void Hide(int start, int length, bool[] hidden)
        => Array.Fill(hidden, true, _starts[start], _ends[start + length - 1] - _starts[start]);

    /// <returns>Null when there is nothing to decode.</returns>
    private TextView? Decode(TextDecoder decoder)
    {
        var (characters, starts, ends) = (new List<char>(Text.Length), new List<int>(Text.Length), new List<int>(Text.Length));
        Span<char> decoded = stackalloc char[2];
        for (var at = 0; at < Text.Length;)
        {
            var read = decoder(Text.AsSpan(at), decoded, out var written);
            if (read == 0)
            {
                (decoded[0], read, written) = (Text[at], 1, 1);
            }

            foreach (var character in decoded[..written])
            {
                characters.Add(character);
                starts.Add(_starts[at]);
                ends.Add(_ends[at + read - 1]);
            }

            at += read;
        }

        var text = new string([.. characters]);
        return text == Text ? null : new TextView(text, [.. starts], [.. ends]);
    }
}
