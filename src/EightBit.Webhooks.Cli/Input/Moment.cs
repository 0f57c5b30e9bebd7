using System.CommandLine.Parsing;
using System.Globalization;

namespace EightBit.Webhooks.Cli.Input;

/// <summary>A time that somebody types: so long ago (<c>90m</c>, <c>24h</c>, <c>30d</c>), or a date, in UTC unless it says otherwise.</summary>
internal static class Moment
{
    public const string Form = "90m, 24h, 30d ago, or a time such as 2026-11-23T12:00Z";

    public static Func<ArgumentResult, DateTimeOffset?> Parser(TimeProvider time) => result =>
    {
        var text = result.Tokens[0].Value;
        if (TryParse(text, time, out var moment))
        {
            return moment;
        }

        result.AddError($"'{text}' is no time. Write {Form}.");
        return null;
    };

    public static bool TryParse(string text, TimeProvider time, out DateTimeOffset moment)
    {
        var now = time.GetUtcNow();
        if (TryParseAge(text, out var age))
        {
            moment = age < now - DateTimeOffset.MinValue ? now - age : DateTimeOffset.MinValue;
            return true;
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out moment);
    }

    private static bool TryParseAge(string text, out TimeSpan age)
    {
        age = default;
        TimeSpan? unit = text.Length < 2 ? null : text[^1] switch
        {
            's' => TimeSpan.FromSeconds(1),
            'm' => TimeSpan.FromMinutes(1),
            'h' => TimeSpan.FromHours(1),
            'd' => TimeSpan.FromDays(1),
            'w' => TimeSpan.FromDays(7),
            _ => null,
        };
        if (unit is null || !int.TryParse(text.AsSpan(..^1), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            || count > TimeSpan.MaxValue / unit.Value)
        {
            return false;
        }

        age = unit.Value * count;
        return true;
    }
}
