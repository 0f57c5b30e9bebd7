using System.Text;
using System.Text.Json;
using EightBit.Webhooks.Receiver.Dashboard.Redaction;
using EightBit.Webhooks.Receiver.Redaction;
using EightBit.Webhooks.Receiver.Testing.Samples;
using Microsoft.Extensions.Options;

namespace EightBit.Webhooks.Receiver.Dashboard.Tests.Redaction;

public sealed class PayloadReaderTests
{
    [Theory]
    [InlineData("$.email", """{"email":"x","a":{"email":"y"}}""", """{"email":"[redacted]","a":{"email":"y"}}""")]
    [InlineData("$..email", """{"email":"x","a":[{"email":"y"},{"b":{"email":null}}]}""", """{"email":"[redacted]","a":[{"email":"[redacted]"},{"b":{"email":"[redacted]"}}]}""")]
    [InlineData("$..email", """[{"email":{"work":"x","home":["y"]}},{"email":["x"]},{"email":1},{"email":true}]""", """[{"email":"[redacted]"},{"email":"[redacted]"},{"email":"[redacted]"},{"email":"[redacted]"}]""")]
    [InlineData("$..email", """{"\u0065mail":"x"}""", """{"email":"[redacted]"}""")]
    [InlineData("$..email", """{"EMAIL":"x","E-Mail":"y","e_mail":"z","emails":"w"}""", """{"EMAIL":"[redacted]","E-Mail":"[redacted]","e_mail":"[redacted]","emails":"w"}""")]
    [InlineData("$..phone_number", """{"phoneNumber":"x","PhoneNumber":"x","phone-number":"x","phonenumber":"x","phone":"y"}""", """{"phoneNumber":"[redacted]","PhoneNumber":"[redacted]","phone-number":"[redacted]","phonenumber":"[redacted]","phone":"y"}""")]
    [InlineData("$.a.b", """{"a":{"b":1,"c":2},"b":3}""", """{"a":{"b":"[redacted]","c":2},"b":3}""")]
    [InlineData("$..a.b", """{"a":{"b":1,"a":{"b":2}},"x":{"a":{"b":3}},"b":4}""", """{"a":{"b":"[redacted]","a":{"b":"[redacted]"}},"x":{"a":{"b":"[redacted]"}},"b":4}""")]
    [InlineData("$..a..b", """{"b":0,"a":{"x":[{"b":1}]}}""", """{"b":0,"a":{"x":[{"b":"[redacted]"}]}}""")]
    [InlineData("$.a[*]", """{"a":[1,{"b":2}],"c":[3]}""", """{"a":["[redacted]","[redacted]"],"c":[3]}""")]
    [InlineData("$.a[*].n", """{"a":[{"n":1,"m":2},{"n":3}]}""", """{"a":[{"n":"[redacted]","m":2},{"n":"[redacted]"}]}""")]
    [InlineData("$.a.*", """{"a":{"b":1,"c":[2]},"d":3}""", """{"a":{"b":"[redacted]","c":"[redacted]"},"d":3}""")]
    [InlineData("$[1].x", """[{"x":1},{"x":2},{"x":3}]""", """[{"x":1},{"x":"[redacted]"},{"x":3}]""")]
    [InlineData("$['a b']['c.d']", """{"a b":{"c.d":1,"c":{"d":2}}}""", """{"a b":{"c.d":"[redacted]","c":{"d":2}}}""")]
    [InlineData("$..['_']", """{"_":1,"__":2,"a":3}""", """{"_":"[redacted]","__":2,"a":3}""")]
    [InlineData("$", """{"a":1}""", "\"[redacted]\"")]
    [InlineData("$.*", """[1,2]""", """["[redacted]","[redacted]"]""")]
    [InlineData("$.a", "\"text\"", "\"text\"")]
    public void Read_Path_HidesWhatItSelectsAndNothingElse(string path, string body, string expected)
    {
        var reading = Read(body, path);

        Compact(reading.Payload!.Text).Should().Be(expected);
        reading.Payload.Redacted.Should().Be(expected.Split(WebhookRedaction.Mask).Length - 1);
        reading.Payload.Truncated.Should().BeFalse();
    }

    [Fact]
    public void Read_Defaults_HideAddressesPhonesAndContentOfEverySampleEvent()
    {
        var generator = new SampleEventGenerator(seed: 7);
        foreach (var type in SampleEvents.EventTypes)
        {
            for (var sample = 0; sample < 20; sample++)
            {
                var generated = generator.Next(type);
                var shown = Read(generated.ToUtf8Bytes(), new DashboardOptions()).Payload!.Text;

                shown.Should().NotMatchRegex(@"[\w.]+@[\w.]+").And.NotMatchRegex(@"\+\d[\d ]{6,}");
                shown.Should().Contain(generated.Id).And.Contain(type);
                if (generated.Data.TryGetProperty("content", out var content))
                {
                    shown.Should().NotContain(content.GetString());
                }
            }
        }
    }

    [Fact]
    public void Read_EverythingElse_IsShownAsItIs()
    {
        const string Body = """{"n":1.50,"big":123456789012345678901234567890,"e":1E5,"text":"Grüße <b>\"&'+ 田中","empty":{},"none":[],"nil":null}""";

        Compact(Read(Body, "$..email").Payload!.Text).Should().Be(Body);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("{")]
    [InlineData("""{"a":1}{"b":2}""")]
    [InlineData("""{"a":1,}""")]
    [InlineData("""{"a":1} // comment""")]
    [InlineData("""{"email":"x","email":"y"}""")]
    [InlineData("""{"a":{"b":1,"b":2}}""")]
    [InlineData("""{"email":"x","\u0065mail":"y"}""")]
    [InlineData("""{"a":"\ud800"}""")]
    [InlineData("""{"\udc00":"a"}""")]
    public void Read_BodyThatCannotBeReadSafely_IsNotShown(string body)
    {
        var reading = Read(body, "$..email");

        reading.Payload.Should().BeNull();
        reading.Problem.Should().StartWith("The payload is not shown, because it cannot be read safely");
    }

    [Fact]
    public void Read_NestedTooDeep_IsNotShown()
    {
        Read(Nested(64), "$..email").Payload.Should().NotBeNull();
        Read(Nested(65), "$..email").Payload.Should().BeNull();

        static string Nested(int depth) => new string('[', depth) + new string(']', depth);
    }

    [Fact]
    public void Read_InvalidUtf8_IsNotShown()
        => Read(new byte[] { (byte)'"', 0xC3, 0x28, (byte)'"' }, new DashboardOptions()).Payload.Should().BeNull();

    [Fact]
    public void Read_ByteOrderMark_IsSkipped()
        => Read([0xEF, 0xBB, 0xBF, .. "{\"email\":\"x\"}"u8], new DashboardOptions()).Payload!.Redacted.Should().Be(1);

    [Theory]
    [InlineData(1024)]
    [InlineData(1025)]
    [InlineData(1026)]
    [InlineData(5000)]
    public void Read_LongBody_IsCutOffBetweenCharacters(int maxBytes)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new { email = "hidden@example.com", rows = Enumerable.Repeat(new { email = "hidden@example.com", text = "äöü田" }, 1000) });

        var payload = Read(body, new DashboardOptions { MaxPayloadBytes = maxBytes }).Payload!;

        payload.Truncated.Should().BeTrue();
        Encoding.UTF8.GetByteCount(payload.Text).Should().BeInRange(maxBytes - 3, maxBytes);
        payload.Text.Should().NotContain("\uFFFD").And.NotContain("hidden@");
    }

    [Fact]
    public void Read_OneLongText_IsCutOffToo()
        => Read(JsonSerializer.SerializeToUtf8Bytes(new string('x', 100_000)), new DashboardOptions { MaxPayloadBytes = 2000 }).Payload!.Text.Length.Should().Be(2000);

    [Fact]
    public void Read_PayloadsSwitchedOff_SaysSo()
    {
        var reading = Read("{}"u8.ToArray(), new DashboardOptions { ShowPayloads = false });

        reading.Payload.Should().BeNull();
        reading.Problem.Should().Contain("EightBit:Webhooks:Dashboard:ShowPayloads");
    }

    [Fact]
    public void Read_OptionsChangedToSomethingInvalid_IsNotShown()
    {
        var reading = new PayloadReader(new Options(() => throw new OptionsValidationException("", typeof(DashboardOptions), ["RedactedPaths has \"x\"."]))).Read("{}"u8.ToArray());

        reading.Payload.Should().BeNull();
        reading.Problem.Should().Contain("RedactedPaths has \"x\"");
    }

    private static PayloadReading Read(string body, string path)
    {
        var options = new DashboardOptions();
        options.RedactedPaths.Clear();
        options.RedactedPaths.Add(path);
        return Read(Encoding.UTF8.GetBytes(body), options);
    }

    private static PayloadReading Read(byte[] body, DashboardOptions options) => new PayloadReader(new Options(() => options)).Read(body);

    /// <summary>Without the line ends and the indentation that were added; the samples have none of their own.</summary>
    private static string Compact(string text)
        => string.Concat(text.Split('\n').Select(line => line.TrimStart())).Replace("\": ", "\":", StringComparison.Ordinal);

    private sealed class Options : IOptionsMonitor<DashboardOptions>
    {
        private readonly Func<DashboardOptions> _current;

        public Options(Func<DashboardOptions> current) => _current = current;

        public DashboardOptions CurrentValue => _current();

        public DashboardOptions Get(string? name) => _current();

        public IDisposable? OnChange(Action<DashboardOptions, string?> listener) => null;
    }
}
