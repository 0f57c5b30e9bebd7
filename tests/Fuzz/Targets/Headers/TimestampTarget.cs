using System.Globalization;
using System.Numerics;
using EightBit.Webhooks.Receiver.Freshness;

namespace Fuzz.Targets.Headers;

/// <summary>The timestamp header: digits or nothing, and fresh only within the tolerance.</summary>
internal sealed class TimestampTarget : IFuzzed
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    public void Take(byte[] input)
    {
        var header = Lines.Header(Lines.Text(input));
        var verdict = TimestampWindow.Check(header, StoppedClock.Now, Tolerance, out var sentAt);

        Promise.That(verdict is not FreshnessVerdict.Expired, "a header does not expire; signed times do");
        if (verdict is FreshnessVerdict.Missing or FreshnessVerdict.Malformed)
        {
            return;
        }

        Promise.That(header.Count == 1 && header[0]!.All(char.IsAsciiDigit), "a timestamp is digits, once");
        var number = BigInteger.Parse(header[0]!, CultureInfo.InvariantCulture);
        var said = header[0]!.Length == 13 ? sentAt.ToUnixTimeMilliseconds() : sentAt.ToUnixTimeSeconds();
        Promise.That(said == number, "the time is what the digits say");
        Promise.That(
            (verdict == FreshnessVerdict.Fresh) == ((sentAt - StoppedClock.Now).Duration() <= Tolerance), "fresh is what is within the tolerance");
    }
}
