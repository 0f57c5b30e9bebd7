namespace EightBit.Webhooks.Receiver.PropertyTests.Generating;

/// <summary>Texts that are almost right.</summary>
internal static class Texts
{
    /// <summary>What parsers have taken for a digit, a letter or nothing at all; and neighbours of what is right.</summary>
    public static readonly Gen<char> OddCharacters = Gen.Frequency(
        (3, Gen.OneOf('\0', ' ', '\t', '\n', '\r', '\u000b', '\u0085', '\u00a0', '\u200b', '\ufeff', '\u202e')),
        (3, Gen.OneOf('/', ':', '@', '`', 'g', 'G', 'x', '+', '-', '.', ',', '=', '_', '"', '~', '\u007f', '!')),
        (2, Gen.OneOf('\u0660', '\u0661', '\uff10', '\uff21', '\u212a', '\u0131', '\ud83d', '\ude00')),
        (2, Gen.Char['0', '9']),
        (2, Gen.OneOf('a', 'f', 'A', 'F')),
        (1, Gen.Char));

    private static readonly Gen<TextEdit> Edit
        = Gen.Select(Gen.OneOf(EditKind.Insert, EditKind.Replace, EditKind.Delete), Gen.Int[0, 1000], OddCharacters)
            .Select((kind, place, character) => new TextEdit(kind, place, character));

    /// <summary>The text as it is, or with a few slips.</summary>
    public static Gen<string> WithSlips(this Gen<string> text)
        => Gen.Select(text, Edit.Array[0, 3], (right, edits) => edits.Aggregate(right, (wrong, edit) => edit.ApplyTo(wrong)));

    /// <summary>Any sequence of UTF-16 units, valid or not.</summary>
    public static readonly Gen<string> Any = Gen.Char.Array[0, 40].Select(characters => new string(characters));
}
