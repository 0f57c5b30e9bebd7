using System.Globalization;
using System.Text;
using EightBit.Webhooks.Receiver.Envelopes;

namespace EightBit.Webhooks.Receiver.Tests.Envelopes;

/// <summary>The time that the signed body states: what an event's age is judged by.</summary>
public sealed class EnvelopeTimeTests
{
    private const string Expected = "2024-05-01T12:00:00Z";

    public static readonly TheoryData<string, string> Readable = new()
    {
        { "\"2024-05-01T12:00:00Z\"", Expected },
        { "\"2024-05-01T12:00:00.000Z\"", Expected },
        { "\"2024-05-01T12:00:00.1234567Z\"", "2024-05-01T12:00:00.1234567Z" },
        { "\"2024-05-01T12:00:00.123456789Z\"", "2024-05-01T12:00:00.1234568Z" },
        { "\"2024-05-01T12:00:00+00:00\"", Expected },
        { "\"2024-05-01T14:00:00+02:00\"", Expected },
        { "\"2024-05-01T14:00:00+0200\"", Expected },
        { "\"2024-05-01T06:30:00-05:30\"", Expected },
        { "\"2024-05-01T12:00:00\"", Expected },
        { "\"2024-05-01T12:00Z\"", Expected },
        { "\"2024-05-01 12:00:00\"", Expected },
        { "\"2024-05-01 12:00:00Z\"", Expected },
        { "\"2024-05-01\"", "2024-05-01T00:00:00Z" },
        { "\"2024\\u002d05-01T12:00:00Z\"", Expected },
        { "1714564800", Expected },
        { "1714564800.0", Expected },
        { "1.7145648e9", Expected },
        { "1714564800.5", "2024-05-01T12:00:00.5Z" },
        { "1714564800.123", "2024-05-01T12:00:00.123Z" },
        { "1714564800.999", "2024-05-01T12:00:00.999Z" },
        { "1714564800000", Expected },
        { "1714564800123", "2024-05-01T12:00:00.123Z" },
        { "\"1714564800\"", Expected },
        { "\"1714564800.5\"", "2024-05-01T12:00:00.5Z" },
        { "\"1714564800123\"", "2024-05-01T12:00:00.123Z" },
        { "0", "1970-01-01T00:00:00Z" },
        { "99999999999", "5138-11-16T09:46:39Z" },
        { "100000000000", "1973-03-03T09:46:40Z" },
    };

    /// <summary>Counts as missing: never a guess, and never a time that depends on today.</summary>
    public static readonly TheoryData<string> Unreadable =
    [
        "null", "true", "false", "{}", "[1714564800]", "\"\"", "\" \"", "\"soon\"", "\"NaN\"", "\"Infinity\"", "\"-Infinity\"", "\"∞\"",
        "-1", "-0.0004", "-1714564800", "\"-1714564800\"", "1e18", "1e400", "-1e400", "9223372036854775808", "1714564800000000",
        "\"2024-13-01T00:00:00Z\"", "\"2024-02-30T00:00:00Z\"", "\"2024-05-01T25:00:00Z\"", "\"2024-05-01T12:00:00.Z\"", "\"2024-05-01T12:00:00\\u002eZ\"",
        "\"10:30\"", "\"12:00:00\"", "\"T12:00:00Z\"", "\"May\"", "\"May 5\"", "\"5 May\"", "\"05-01\"", "\"5/1\"", "\"Wednesday\"", "\"12:00 PM\"",
        "\"01/02/2024\"", "\"1.5.2024\"", "\"1,714,564,800\"", "\"0x6632DC80\"", "\"2024-05-01T12:00:00Z\\u0000\"", "\"\\ud83d\"",
        "\"                                                                 2024-05-01\"",
    ];

    [Theory]
    [MemberData(nameof(Readable))]
    public void CreatedAt_InAnyForm_IsRead(string value, string expected)
    {
        foreach (var name in new[] { "created_at", "timestamp", "createdAt" })
        {
            TimeOf($"\"{name}\":{value}").Should().Be(DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture), name);
        }
    }

    [Theory]
    [MemberData(nameof(Unreadable))]
    public void CreatedAt_Unreadable_CountsAsMissing(string value)
    {
        foreach (var name in new[] { "created_at", "timestamp", "createdAt" })
        {
            TimeOf($"\"{name}\":{value}").Should().BeNull();
        }
    }

    [Fact]
    public void CreatedAt_SecondsWithAnyFractionOfThreeDigits_IsExact()
    {
        for (var milliseconds = 0; milliseconds < 1000; milliseconds++)
        {
            var expected = DateTimeOffset.FromUnixTimeMilliseconds(1_714_564_800_000 + milliseconds);

            TimeOf($"\"created_at\":1714564800.{milliseconds:000}").Should().Be(expected);
        }
    }

    [Fact]
    public void CreatedAt_AnyReadableText_IsInUtc()
        => TimeOf("\"created_at\":\"2024-05-01T14:00:00+02:00\"")!.Value.Offset.Should().Be(TimeSpan.Zero);

    [Theory]
    [InlineData(new[] { "createdAt", "timestamp", "created_at" }, "created_at")]
    [InlineData(new[] { "created_at", "timestamp", "createdAt" }, "created_at")]
    [InlineData(new[] { "timestamp", "created_at" }, "created_at")]
    [InlineData(new[] { "createdAt", "timestamp" }, "timestamp")]
    [InlineData(new[] { "timestamp", "createdAt" }, "timestamp")]
    public void CreatedAt_UnderSeveralNames_IsTakenByPrecedenceAndNotByPlace(string[] names, string winner)
    {
        var members = names.Select(name => $"\"{name}\":{(name == winner ? 1_714_564_800 : 1_000_000_000)}");

        TimeOf(string.Join(',', members)).Should().Be(DateTimeOffset.FromUnixTimeSeconds(1_714_564_800));
    }

    [Theory]
    [InlineData("\"created_at\":null,\"createdAt\":1714564800")]
    [InlineData("\"createdAt\":1714564800,\"created_at\":\"soon\"")]
    [InlineData("\"timestamp\":{},\"created_at\":[],\"createdAt\":1714564800")]
    public void CreatedAt_UnreadableUnderABetterName_IsTakenFromTheNextOne(string members)
        => TimeOf(members).Should().Be(DateTimeOffset.FromUnixTimeSeconds(1_714_564_800));

    [Fact]
    public void CreatedAt_TwiceUnderOneName_IsTheFirst()
        => TimeOf("\"created_at\":1714564800,\"created_at\":1000000000").Should().Be(DateTimeOffset.FromUnixTimeSeconds(1_714_564_800));

    [Theory]
    [InlineData("\"Created_At\":1714564800")]
    [InlineData("\"time\":1714564800")]
    [InlineData("\"data\":{\"created_at\":1714564800}")]
    public void CreatedAt_UnderAnotherNameOrInData_IsMissing(string members) => TimeOf(members).Should().BeNull();

    private static DateTimeOffset? TimeOf(string members)
    {
        var body = Encoding.UTF8.GetBytes($$"""{"id":"1",{{members}},"type":"a.b"}""");
        EnvelopeReader.TryRead(body, out var envelope, out var problem).Should().BeTrue(problem);
        return envelope.CreatedAt;
    }
}
