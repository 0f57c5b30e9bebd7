using System.Globalization;
using EightBit.Webhooks.Receiver.Freshness;
using Microsoft.Extensions.Primitives;

namespace EightBit.Webhooks.Receiver.PropertyTests.Freshness;

public sealed class TimestampWindowProperties
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private static readonly Gen<string> Sent = Gen.Frequency(
        (3, Gen.Long[-700, 700].Select(seconds => Now.AddSeconds(seconds).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture))),
        (1, TimestampHeaders.Almost));

    [Fact]
    public void Check_AnyHeaders_AgreesWithTheReference()
        => Gen.Select(Sent.Array[0, 2], Gen.Int[0, 600]).Holds(20_000, received =>
        {
            var (headers, seconds) = received;
            var tolerance = TimeSpan.FromSeconds(seconds);

            TimestampWindow.Check(new StringValues(headers), Now, tolerance, out _).Should().Be(Expected(headers, tolerance));
        });

    private static FreshnessVerdict Expected(string[] headers, TimeSpan tolerance)
    {
        if (headers is [] or [""])
        {
            return FreshnessVerdict.Missing;
        }

        if (headers.Length > 1 || ReferenceTimestamp.Parse(headers[0]) is not { } sent)
        {
            return FreshnessVerdict.Malformed;
        }

        var age = Now.UtcTicks - sent;
        return age > tolerance.Ticks ? FreshnessVerdict.Stale : age < -tolerance.Ticks ? FreshnessVerdict.InFuture : FreshnessVerdict.Fresh;
    }
}
