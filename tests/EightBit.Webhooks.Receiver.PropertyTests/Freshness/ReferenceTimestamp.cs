using System.Globalization;
using System.Numerics;

namespace EightBit.Webhooks.Receiver.PropertyTests.Freshness;

/// <summary>The timestamp header, read with numbers of any size.</summary>
internal static class ReferenceTimestamp
{
    private static readonly BigInteger TicksOf1970 = new DateTime(1970, 1, 1).Ticks;

    /// <summary>In ticks of the universal time.</summary>
    public static BigInteger? Parse(string header)
    {
        if (header.Length == 0 || header.Any(character => !"0123456789".Contains(character)))
        {
            return null;
        }

        var number = BigInteger.Parse(header, NumberStyles.None, CultureInfo.InvariantCulture);
        var ticks = TicksOf1970 + (number * (header.Length == 13 ? TimeSpan.TicksPerMillisecond : TimeSpan.TicksPerSecond));
        return ticks <= DateTime.MaxValue.Ticks ? ticks : null;
    }
}
