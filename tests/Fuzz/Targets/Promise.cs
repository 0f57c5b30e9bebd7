using System.Diagnostics.CodeAnalysis;

namespace Fuzz.Targets;

/// <summary>What must hold for every input.</summary>
internal static class Promise
{
    /// <exception cref="BrokenPromiseException">It does not hold.</exception>
    public static void That([DoesNotReturnIf(false)] bool holds, string promise)
    {
        if (!holds)
        {
            throw new BrokenPromiseException(promise);
        }
    }

    /// <summary>Nothing that ends a line, moves a cursor or is half of a character.</summary>
    public static void IsOneLine(string? text, string what)
    {
        foreach (var character in text ?? "")
        {
            That(!char.IsControl(character) && character is not ('\u2028' or '\u2029'), $"{what} is one line without control characters");
        }
    }
}
