using System.Globalization;
using System.Text.Json;
using EightBit.Webhooks.Receiver.Freshness;

namespace EightBit.Webhooks.Receiver.Envelopes;

/// <summary>A time in any form that the platform may use: ISO 8601 (UTC when it names no offset), Unix seconds, Unix milliseconds.</summary>
internal static class JsonTime
{
    /// <summary>Unix seconds reach this number in the year 5138; Unix milliseconds passed it in 1973.</summary>
    private const long FirstMilliseconds = 100_000_000_000;

    private const int LongestText = 64;

    /// <returns>The time, or null for what cannot be read as one. The value has been read to its end either way.</returns>
    public static DateTimeOffset? Read(ref Utf8JsonReader json)
    {
        switch (json.TokenType)
        {
            case JsonTokenType.Number:
                return json.TryGetDouble(out var number) ? FromUnix(number) : null;

            // The usual form, which the reader parses four times as fast. Of others it takes those without an offset for local time.
            case JsonTokenType.String when !json.ValueIsEscaped && IsUtcToTheTick(json.ValueSpan) && json.TryGetDateTimeOffset(out var utc):
                return utc;

            case JsonTokenType.String:
                return JsonIdentifier.Read(ref json, LongestText) is { } text ? Parse(text) : null;

            default:
                json.Skip();
                return null;
        }
    }

    // The reader takes a point with no digits behind it ("00:00:00.Z"), which the other way does not: how a time is escaped must not matter.
    private static bool IsUtcToTheTick(ReadOnlySpan<byte> text)
        => text.Length <= "2026-01-01T00:00:00.1234567Z".Length && text is [.., >= (byte)'0' and <= (byte)'9', (byte)'Z'];

    private static DateTimeOffset? Parse(string text)
    {
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            return FromUnix(number);
        }

        return BeginsWithIsoDate(text) && DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : null;
    }

    // The parser would complete "10:30" or "May 5" with today's date or year, and such an event would never grow old.
    private static bool BeginsWithIsoDate(string text)
        => text.Length >= 10
            && text[4] == '-'
            && text[7] == '-'
            && int.TryParse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private static DateTimeOffset? FromUnix(double number)
    {
        var milliseconds = number < FirstMilliseconds ? number * 1000 : number;

        // A number that no long can hold becomes the nearest one that it can, which is no time either.
        return milliseconds >= 0 && UnixTime.TryFromMilliseconds((long)milliseconds, out var time)
            ? time
            : null;
    }
}
