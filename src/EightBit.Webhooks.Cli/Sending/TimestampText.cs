using System.Globalization;
using EightBit.Webhooks.Cli.CommandLine;
using EightBit.Webhooks.Cli.Input;

namespace EightBit.Webhooks.Cli.Sending;

/// <summary>The timestamp header as a person says it.</summary>
internal static class TimestampText
{
    /// <returns>The header's value: Unix seconds, or the number that was given.</returns>
    /// <exception cref="CliException">It is no time.</exception>
    public static string ToHeader(string text, DateTimeOffset now)
    {
        if (text.Length > 0 && text.All(char.IsAsciiDigit))
        {
            return text;
        }

        if (text.Length > 1 && text[0] is '+' or '-' && DurationText.TryParse(text[1..], out var distance))
        {
            return Seconds(text[0] == '-' ? now - distance : now + distance);
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? Seconds(time)
            : throw new CliException($"'{text}' is no time. Write Unix seconds, 2026-01-31T12:00:00Z, or how far from now: -10m, +1h.");
    }

    private static string Seconds(DateTimeOffset time) => time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
