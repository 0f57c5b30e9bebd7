using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Fuzz.Targets;

/// <summary>What must hold for every input.</summary>
internal static class Promise
{
    private const int LongestIdentifier = 200;

    /// <exception cref="BrokenPromiseException">It does not hold.</exception>
    public static void That([DoesNotReturnIf(false)] bool holds, string promise)
    {
        if (!holds)
        {
            throw new BrokenPromiseException(promise);
        }
    }

    /// <summary>Nothing that ends a line or moves a cursor.</summary>
    public static void IsOneLine(string? text, string what)
    {
        foreach (var character in text ?? "")
        {
            That(!char.IsControl(character) && character is not ('\u2028' or '\u2029'), $"{what} is one line without control characters");
        }
    }

    /// <summary>What an id, a type and a conversation are: 1 to 200 characters, nothing that is not seen or that turns what follows, no half of one.</summary>
    public static void IsIdentifier(string text, string what)
    {
        That(text.Length is > 0 and <= LongestIdentifier && !string.IsNullOrWhiteSpace(text), $"{what} has 1 to {LongestIdentifier} characters");
        for (var rest = text.AsSpan(); !rest.IsEmpty;)
        {
            That(Rune.DecodeFromUtf16(rest, out var rune, out var length) == OperationStatus.Done, $"{what} has no half of a character");
            That(!IsInvisible(rune), $"{what} has no control or format characters");
            rest = rest[length..];
        }
    }

    private static bool IsInvisible(Rune rune)
        => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator;
}
