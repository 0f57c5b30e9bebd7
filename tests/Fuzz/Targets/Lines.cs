using System.Text;
using Microsoft.Extensions.Primitives;

namespace Fuzz.Targets;

/// <summary>Takes an input apart: its first lines, and what follows them.</summary>
internal static class Lines
{
    private const char BetweenValues = '|';

    /// <summary>The first lines, missing ones empty; the rest is what follows the last of them.</summary>
    public static string[] Take(ReadOnlySpan<byte> input, int count, out byte[] rest)
    {
        var lines = new string[count];
        for (var index = 0; index < count; index++)
        {
            var end = input.IndexOf((byte)'\n');
            lines[index] = Text(end < 0 ? input : input[..end]);
            input = end < 0 ? [] : input[(end + 1)..];
        }

        rest = input.ToArray();
        return lines;
    }

    /// <summary>Every byte is one character, as servers read headers; UTF-8 where it is that, so that any character can come.</summary>
    public static string Text(ReadOnlySpan<byte> bytes)
        => System.Text.Unicode.Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : Encoding.Latin1.GetString(bytes);

    /// <summary>A header that came as often as there are bars in the line, and once more; not at all for an empty line.</summary>
    public static StringValues Header(string line) => line.Length == 0 ? StringValues.Empty : new StringValues(line.Split(BetweenValues));
}
