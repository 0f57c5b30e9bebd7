using System.Globalization;

namespace EightBit.Webhooks.Receiver.PropertyTests.Envelopes;

/// <summary>Pieces of JSON as text: names and strings with escapes where none are needed, numbers, times.</summary>
internal static class JsonTexts
{
    public static readonly Gen<string> Space = Gen.Frequency((8, ""), (1, " "), (1, "\r\n\t"));

    /// <summary>Each may end a text, count as invisible, or be half of something.</summary>
    private static readonly Gen<string> OddCharacters = Gen.OneOf(
        "\\n", "\\\"", "\\\\", "\\/", "\\b", "\\u0000", "\\u001b", "\\u007F", "\\u202e", "\\u2028", "\\u00ad", "\\ufeff", "\\uD83D\\uDE00", "\\ud83d",
        "\\uDE00", "\\ud83dx", "\\ud83d\\n", "\\udb40\\udc41", "\u007f", "\u0085", "\u00a0", "\u202e", "\u2029", "\u200b", "\u00e9", "日", "😀", "\U000e0041",
        "\ufffe", "\u3000");

    private static readonly Gen<string> PlainCharacters = Gen.Char['a', 'e'].Select(character => character.ToString());

    public static readonly Gen<string> Strings = Gen.Frequency(
        (4, PlainCharacters.Array[1, 3].Select(Quoted)),
        (3, Gen.Frequency((3, PlainCharacters), (1, OddCharacters)).Array[0, 6].Select(Quoted)),
        (1, Gen.Select(Gen.Int[196, 203], Gen.OneOf("x", "\\u0078", "日", "\\uD83D\\uDE00", "1"), (length, piece) => Quoted(Repeated(piece, length)))),
        (1, Gen.Select(Gen.Int[98, 102], Gen.OneOf("😀", "\\ud83d\\ude00"), (length, piece) => Quoted(Repeated(piece, length)))),
        (1, Gen.OneOf("\" \"", "\"\\u00a0\\u3000\"", "\"\"")));

    public static readonly Gen<string> Numbers = Gen.Frequency(
        (3, Gen.Int[-3, 12].Select(number => number.ToString(CultureInfo.InvariantCulture))),
        (1, Gen.Long.Select(number => number.ToString(CultureInfo.InvariantCulture))),
        (1, Gen.OneOf("1.50", "1e3", "-1.5E+10", "1e400", "-0", "0.0", "123456789012345678901234567890", "1E-400")),
        (1, Gen.Int[198, 202].Select(length => new string('7', length))));

    /// <summary>Those that are looked for, and neighbours of theirs.</summary>
    private static readonly Gen<string> PlainNames = Gen.Frequency(
        (8, Gen.OneOf("id", "type", "data", "created_at", "timestamp", "createdAt", "conversation_id", "conversationId", "conversation")),
        (2, Gen.OneOf("ID", "Type", "x", "", "i", "idd", "data ", "created", "conversation.id")));

    public static readonly Gen<string> Names = Gen.Frequency((9, PlainNames.Select(name => Quoted([name]))), (4, PlainNames.SelectMany(Name)), (1, Strings));

    /// <summary>The name, with some of its letters as escapes.</summary>
    public static Gen<string> Name(string name)
        => Gen.Int[0, 5].Array[name.Length].Select(ways => Quoted([.. name.Select((letter, at) => Escaped(letter, ways[at]))]));

    private static string Escaped(char letter, int way) => way switch
    {
        0 => $"\\u{(int)letter:x4}",
        1 => $"\\u{(int)letter:X4}",
        _ => letter.ToString(),
    };

    private static string[] Repeated(string piece, int times) => [.. Enumerable.Repeat(piece, times)];

    private static string Quoted(string[] pieces) => $"\"{string.Concat(pieces)}\"";
}
