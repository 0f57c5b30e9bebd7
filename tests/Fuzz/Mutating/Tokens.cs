using System.Globalization;
using System.Text.RegularExpressions;

namespace Fuzz.Mutating;

/// <summary>Words that mean something to a parser, in afl's format: <c>name="text with \x0a"</c>.</summary>
internal static partial class Tokens
{
    public static IReadOnlyList<byte[]> All { get; } = Read(File.ReadLines(Path.Combine(AppContext.BaseDirectory, "tokens.dict")));

    internal static IReadOnlyList<byte[]> Read(IEnumerable<string> lines)
        => [.. lines.Select(line => Line().Match(line)).Where(match => match.Success).Select(match => Decode(match.Groups[1].Value))];

    private static byte[] Decode(string text) => [.. Part().Matches(text).Select(part => Decode(part.ValueSpan))];

    private static byte Decode(ReadOnlySpan<char> part) => part switch
    {
        [var character] => (byte)character,
        ['\\', 'x', .. var digits] => byte.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
        _ => (byte)part[1],
    };

    [GeneratedRegex("""^\w+="(.*)"$""")]
    private static partial Regex Line();

    [GeneratedRegex("""\\x[0-9A-Fa-f]{2}|\\.|.""")]
    private static partial Regex Part();
}
