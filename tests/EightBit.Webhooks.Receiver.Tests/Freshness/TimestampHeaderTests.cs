using EightBit.Webhooks.Receiver.Freshness;

namespace EightBit.Webhooks.Receiver.Tests.Freshness;

public sealed class TimestampHeaderTests
{
    private const long LastSecond = 253_402_300_799; // the end of the year 9999

    public static readonly TheoryData<string, string> NotATimestamp = new()
    {
        { "empty", "" },
        { "not a number", "yesterday" },
        { "negative", "-1714564800" },
        { "a plus sign", "+1714564800" },
        { "white space before", " 1714564800" },
        { "white space after", "1714564800 " },
        { "a tab", "1714564800\t" },
        { "a NUL at the end, which number parsing ignores", "1714564800\0" },
        { "several NULs, which make 13 characters of it", "1714564800\0\0\0" },
        { "decimals", "1714564800.5" },
        { "a decimal point alone", "1714564800." },
        { "thousands separators", "1,714,564,800" },
        { "hex", "0x6632DC80" },
        { "hex digits", "6632DC80" },
        { "an exponent", "1714564800e0" },
        { "parentheses", "(1714564800)" },
        { "ISO 8601", "2024-05-01T12:00:00Z" },
        { "full-width digits", "\uFF11\uFF17\uFF11\uFF14\uFF15\uFF16\uFF14\uFF18\uFF10\uFF10" },
        { "Arabic-Indic digits", "\u0661\u0667\u0661\u0664\u0665\u0666\u0664\u0668\u0660\u0660" },
        { "two values in one", "1714564800,1714564800" },
        { "one second past the year 9999", "253402300800" },
        { "microseconds", "1714564800000000" },
        { "14 digits", "17145648000000" },
        { "long.MaxValue", "9223372036854775807" },
        { "overflow", "9223372036854775808" },
        { "a very long number", new string('9', 500) },
        { "NaN", "NaN" },
        { "infinity", "Infinity" },
    };

    [Theory]
    [InlineData("0", 0)]
    [InlineData("1", 1)]
    [InlineData("0000001714564800", 1_714_564_800)]
    [InlineData("1714564800", 1_714_564_800)]
    [InlineData("2147483647", int.MaxValue)]
    [InlineData("2147483648", 1L + int.MaxValue)]
    [InlineData("253402300799", LastSecond)]
    public void TryParse_Seconds_GivesThatTime(string value, long seconds)
    {
        TimestampHeader.TryParse(value, out var sentAt).Should().BeTrue();

        sentAt.Should().Be(DateTimeOffset.FromUnixTimeSeconds(seconds));
    }

    [Theory]
    [InlineData("1714564800123", 1_714_564_800_123)]
    [InlineData("1000000000000", 1_000_000_000_000)]
    [InlineData("9999999999999", 9_999_999_999_999)]
    public void TryParse_13Digits_AreMilliseconds(string value, long milliseconds)
    {
        TimestampHeader.TryParse(value, out var sentAt).Should().BeTrue();

        sentAt.Should().Be(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));
    }

    [Theory]
    [MemberData(nameof(NotATimestamp))]
    public void TryParse_AnythingElse_IsRefused(string because, string value)
        => TimestampHeader.TryParse(value, out _).Should().BeFalse(because);
}
