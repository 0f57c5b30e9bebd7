using System.Globalization;
using EightBit.Webhooks.Receiver.PropertyTests.Generating;

namespace EightBit.Webhooks.Receiver.PropertyTests.Envelopes;

/// <summary>Times as JSON, in the forms that are known and in forms near them.</summary>
internal static class JsonTimes
{
    private static readonly Gen<string> Zones = Gen.Frequency((4, "Z"), (2, ""), (1, "z"), (1, "+00:00"), (1, "-02:30"), (1, "+14:00"), (1, "+14:01"), (1, " Z"));

    private static readonly Gen<string> Fractions
        = Gen.Frequency((3, Gen.Const("")), (3, Gen.String[Gen.Char['0', '9'], 1, 8].Select(digits => "." + digits)), (1, Gen.OneOf(".", ",5")));

    private static readonly Gen<string> Parts = Gen.Select(
        Gen.Select(Gen.Frequency((5, Gen.Int[1970, 2100]), (1, Gen.Int[0, 9999])), Number(0, 13), Number(0, 32)),
        Gen.Select(Number(0, 25), Number(0, 61), Number(0, 61)),
        Gen.Frequency((5, "T"), (1, " "), (1, "t")),
        (date, clock, separator) => $"{date.Item1:0000}-{date.Item2:00}-{date.Item3:00}{separator}{clock.Item1:00}:{clock.Item2:00}:{clock.Item3:00}");

    private static readonly Gen<string> Written = Gen.Frequency(
        (5, Gen.DateTime.Utc.Select(time => time.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture))),
        (5, Parts),
        (1, Parts.Select(text => text[..16])),
        (1, Parts.Select(text => text[..13])),
        (1, Parts.Select(text => text[..10])));

    private static readonly Gen<string> Unix = Gen.OneOf(
        Gen.Long[0, 4_000_000_000].Select(Text),
        Gen.Long[99_999_999_995, 100_000_000_005].Select(Text),
        Gen.Long[1_000_000_000_000, 4_000_000_000_000].Select(Text),
        Gen.Long[253_402_300_799_990, 253_402_300_800_010].Select(Text),
        Gen.Select(Gen.Long[0, 4_000_000_000], Gen.Int[0, 999], (seconds, part) => $"{seconds}.{part:000}"));

    /// <summary>As the text within the quotation marks.</summary>
    public static readonly Gen<string> Texts = Gen.Frequency(
        (6, Gen.Select(Written, Fractions, Zones, (time, fraction, zone) => time + fraction + zone)),
        (1, Unix),
        (1, Gen.OneOf("10:30", "May 5", "2024-05", "2024-W01-1T00:00:00Z", "2024-366", "now", "-1", "1e9", "Infinity", "NaN")));

    /// <summary>As JSON values, right and not quite.</summary>
    public static readonly Gen<string> Values = Gen.Frequency(
        (4, Texts.Select(text => $"\"{text}\"")),
        (2, Texts.WithSlips().Where(text => !text.Any(character => character is '"' or '\\' or < ' ' || char.IsSurrogate(character))).Select(text => $"\"{text}\"")),
        (1, Texts.SelectMany(JsonTexts.Name)),
        (2, Unix),
        (1, JsonTexts.Numbers));

    private static Gen<int> Number(int least, int most) => Gen.Frequency((4, Gen.Int[least + 1, most - 1]), (1, Gen.Int[least, most]));

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
