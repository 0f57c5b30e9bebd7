using System.Globalization;
using System.Numerics;
using EightBit.Webhooks.Receiver.Freshness;

namespace EightBit.Webhooks.Receiver.PropertyTests.Freshness;

public sealed class TimestampHeaderProperties
{
    [Fact]
    public void TryParse_AlmostANumber_AgreesWithTheReference()
        => TimestampHeaders.Almost.Holds(30_000, header =>
        {
            var expected = ReferenceTimestamp.Parse(header);

            TimestampHeader.TryParse(header, out var sentAt).Should().Be(expected is not null);

            if (expected is not null)
            {
                new BigInteger(sentAt.UtcTicks).Should().Be(expected.Value);
            }
        });

    [Fact]
    public void TryParse_WrittenTime_IsTheTime()
        => Gen.Long[0, 253_402_300_799].Holds(5_000, seconds =>
        {
            var time = DateTimeOffset.UnixEpoch.AddSeconds(seconds);

            TimestampHeader.TryParse(time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), out var parsed).Should().BeTrue();
            parsed.Should().Be(time);

            // The milliseconds of these years have 13 digits.
            var recent = DateTimeOffset.UnixEpoch.AddMilliseconds(1_000_000_000_000 + (seconds * 35));
            TimestampHeader.TryParse(recent.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture), out parsed).Should().BeTrue();
            parsed.Should().Be(recent);
        });
}
