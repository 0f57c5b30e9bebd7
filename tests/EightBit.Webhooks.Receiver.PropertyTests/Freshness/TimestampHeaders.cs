using System.Globalization;
using EightBit.Webhooks.Receiver.PropertyTests.Generating;

namespace EightBit.Webhooks.Receiver.PropertyTests.Freshness;

/// <summary>Numbers of any size and near what matters, some with leading zeros, some with slips.</summary>
internal static class TimestampHeaders
{
    private static readonly Gen<string> Numbers = Gen.OneOf(
        Gen.Long[0, 4_000_000_000].Select(Text),
        Gen.Long[999_999_999_990, 1_000_000_000_010].Select(Text), // 12 digits and 13
        Gen.Long[9_999_999_999_990, 10_000_000_000_010].Select(Text), // 13 digits and 14
        Gen.Long[1_000_000_000_000, 4_000_000_000_000].Select(Text),
        Gen.Long[253_402_300_790, 253_402_300_810].Select(Text), // the end of the calendar
        Gen.Long[long.MaxValue - 10, long.MaxValue].Select(Text),
        Gen.String[Gen.Char['0', '9'], 0, 30]);

    public static readonly Gen<string> Almost
        = Gen.Select(Gen.Frequency((3, Gen.Const(0)), (1, Gen.Int[0, 25])), Numbers, (zeros, number) => new string('0', zeros) + number).WithSlips();

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
