using System.Globalization;

namespace EightBit.Webhooks.Cli.Simulating;

/// <summary>How many new events in which time, or as many as possible.</summary>
/// <param name="PerSecond">Null for as many as possible.</param>
internal readonly record struct Rate(double? PerSecond)
{
    private const string MaxText = "max";
    private const double Highest = 1_000_000;

    public static readonly Rate Max = new(null);

    /// <summary>Reads <c>50/s</c>, <c>300/m</c>, <c>100/h</c> or <c>max</c>.</summary>
    public static bool TryParse(string text, out Rate rate)
    {
        rate = Max;
        if (text == MaxText)
        {
            return true;
        }

        double? seconds = text.EndsWith("/s", StringComparison.Ordinal) ? 1
            : text.EndsWith("/m", StringComparison.Ordinal) ? 60
            : text.EndsWith("/h", StringComparison.Ordinal) ? 3_600
            : null;
        if (seconds is null
            || !double.TryParse(text.AsSpan(0, text.Length - 2), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            || number / seconds is not (> 0 and <= Highest))
        {
            return false;
        }

        rate = new Rate(number / seconds);
        return true;
    }

    public override string ToString() => PerSecond is { } number ? $"{number.ToString("0.####", CultureInfo.InvariantCulture)}/s" : MaxText;
}
