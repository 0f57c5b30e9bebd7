using System.Globalization;

namespace EightBit.Webhooks.Receiver.Freshness;

/// <summary>The strict form of <c>X-8bit-Timestamp</c>: decimal digits; seconds, or milliseconds when there are 13.</summary>
internal static class TimestampHeader
{
    private const int MillisecondDigits = 13;

    public static bool TryParse(ReadOnlySpan<char> value, out DateTimeOffset sentAt)
    {
        sentAt = default;

        // Number parsing ignores NUL characters at the end, whatever the style.
        if (value.ContainsAnyExceptInRange('0', '9') || !long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        return value.Length == MillisecondDigits
            ? UnixTime.TryFromMilliseconds(number, out sentAt)
            : UnixTime.TryFromSeconds(number, out sentAt);
    }
}
