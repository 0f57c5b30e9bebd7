using System.Globalization;
using System.Text;

namespace Fuzz.Targets.Shown;

/// <summary>What the command prints.</summary>
internal static class Printed
{
    /// <exception cref="BrokenPromiseException">There is something in it that a terminal would obey.</exception>
    public static void Check(string printed)
    {
        foreach (var rune in printed.EnumerateRunes())
        {
            var isObeyed = Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator;
            Promise.That(!isObeyed || rune.Value is '\n' or '\t' or 0x200C or 0x200D, $"no terminal gets U+{rune.Value:X4}");
        }
    }
}
