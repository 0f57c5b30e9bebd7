using System.Globalization;
using System.Text.Json;

namespace EightBit.Webhooks.Receiver.PropertyTests.Envelopes;

/// <summary>A time in any form that the platform may use, by the framework's parser of texts alone.</summary>
internal static class ReferenceTime
{
    public static DateTimeOffset? Read(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => FromUnix(double.Parse(value.GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture)),
        JsonValueKind.String => ReferenceEnvelope.TextOf(value) is { } text && ReferenceText.IsIdentifier(text, 64) ? Parse(text) : null,
        _ => null,
    };

    private static DateTimeOffset? Parse(string text)
    {
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            return FromUnix(number);
        }

        var beginsWithDate = text.Length >= 10 && text[..4].All(char.IsAsciiDigit) && text[4] == '-' && text[7] == '-';
        return beginsWithDate && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
    }

    private static DateTimeOffset? FromUnix(double number)
    {
        var milliseconds = number < 1e11 ? number * 1000 : number;
        return milliseconds >= 0 && milliseconds < DateTimeOffset.MaxValue.ToUnixTimeMilliseconds() + 1d
            ? DateTimeOffset.UnixEpoch.AddTicks((long)milliseconds * TimeSpan.TicksPerMillisecond)
            : null;
    }
}
