using System.Text;
using System.Text.Json;
using EightBit.Webhooks.Receiver.Envelopes;

namespace EightBit.Webhooks.Receiver.Tests.Envelopes;

public sealed class EnvelopeReaderTests
{
    private const string Minimal = """{"id":"evt_1","type":"message.received"}""";

    public static readonly TheoryData<string, string> Unusable = new()
    {
        { "", "empty" },
        { " \r\n\t", "not valid JSON" },
        { "null", "not a JSON object" },
        { "true", "not a JSON object" },
        { "42", "not a JSON object" },
        { "\"text\"", "not a JSON object" },
        { "[" + Minimal + "]", "not a JSON object" },
        { "{}", "no \"id\"" },
        { """{"type":"a.b"}""", "no \"id\"" },
        { """{"id":"1"}""", "no \"type\"" },
        { """{"ID":"1","Type":"a.b"}""", "no \"id\"" },
        { """{"data":{"id":"1","type":"a.b"}}""", "no \"id\"" },
        { Minimal + "x", "not valid JSON" },
        { Minimal + "{}", "not valid JSON" },
        { Minimal + Minimal, "not valid JSON" },
        { Minimal + ",", "not valid JSON" },
        { Minimal + "\0", "not valid JSON" },
        { Minimal[..^1], "not valid JSON" },
        { Minimal[..^1] + ",}", "not valid JSON" },
        { "/* c */" + Minimal, "not valid JSON at line 1, byte 0" },
        { "{\n\n  x", "not valid JSON at line 3, byte 2" },
        { Minimal + "// c", "not valid JSON" },
        { """{/* c */"id":"1","type":"a.b"}""", "not valid JSON" },
        { """{'id':'1','type':'a.b'}""", "not valid JSON" },
        { """{id:"1",type:"a.b"}""", "not valid JSON" },
        { """{"id":"1","type":"a.b","data":NaN}""", "not valid JSON" },
        { """{"id":"1","type":"a.b","data":01}""", "not valid JSON" },
        { """{"id":"1","type":"a.b","data":[1,]}""", "not valid JSON" },
        { "{\"id\":\"line\nbreak\",\"type\":\"a.b\"}", "not valid JSON" },
        { """{"id":"1","type":"a.b","id":"1"}""", "\"id\" twice" },
        { """{"id":"1","id":"2","type":"a.b"}""", "\"id\" twice" },
        { """{"id":"1","\u0069d":"2","type":"a.b"}""", "\"id\" twice" },
        { """{"\u0069\u0064":"1","type":"a.b","id":"2"}""", "\"id\" twice" },
        { """{"id":"1","type":"a.b","type":"a.b"}""", "\"type\" twice" },
        { """{"id":"1","type":"a.b","t\u0079pe":"a.c"}""", "\"type\" twice" },
        { """{"id":"1","type":"a.b","data":{},"data":{}}""", "\"data\" twice" },
        { """{"id":"1","type":"a.b","data":null,"d\u0061ta":{}}""", "\"data\" twice" },
        { """{"id":"1","type":"a.b","id":null}""", "\"id\" twice" },
    };

    /// <summary>What must not become a key or a log line, as the JSON value of <c>id</c> or <c>type</c>.</summary>
    public static readonly TheoryData<string, string> NotAnIdentifier = new()
    {
        { "true", "true" },
        { "false", "false" },
        { "null", "null" },
        { "an object", """{"id":"1"}""" },
        { "an array", """["1"]""" },
        { "empty", "\"\"" },
        { "white space", "\"   \"" },
        { "no-break spaces", "\"\u00A0\u2003\"" },
        { "201 characters", $"\"{new string('x', 201)}\"" },
        { "201 escaped characters", $"\"{string.Concat(Enumerable.Repeat("\\u0078", 201))}\"" },
        { "201 digits", new string('1', 201) },
        { "100 emoji and one more character", $"\"{string.Concat(Enumerable.Repeat("😀", 100))}x\"" },
        { "a line break", "\"a\\nb\"" },
        { "a line break, escaped by number", "\"a\\u000Ab\"" },
        { "a tab", "\"a\\tb\"" },
        { "a NUL", "\"a\\u0000\"" },
        { "an ANSI escape", "\"\\u001b[31mred\"" },
        { "DEL", "\"a\\u007f\"" },
        { "the C1 control that begins an ANSI sequence", "\"a\u009bb\"" },
        { "next line", "\"a\\u0085b\"" },
        { "right-to-left override", "\"a\u202eb\"" },
        { "right-to-left override, escaped", "\"a\\u202eb\"" },
        { "zero-width space", "\"a\u200bb\"" },
        { "byte order mark within", "\"a\ufeffb\"" },
        { "soft hyphen", "\"a\u00adb\"" },
        { "language tag, beyond the basic plane", "\"a\U000e0041b\"" },
        { "line separator", "\"a\u2028b\"" },
        { "line separator, escaped", "\"a\\u2028b\"" },
        { "paragraph separator", "\"a\\u2029b\"" },
        { "half a surrogate pair", "\"a\\ud83d\"" },
        { "the other half", "\"\\ude00a\"" },
        { "the halves in the wrong order", "\"\\ude00\\ud83d\"" },
    };

    public static readonly TheoryData<string, string> AnIdentifier = new()
    {
        { "\"evt_1\"", "evt_1" },
        { "\" evt 1 \"", " evt 1 " },
        { "\"\\u0065vt\\u005f1\"", "evt_1" },
        { "\"q\\\"b\\\\s\\/\"", "q\"b\\s/" },
        { "\"日本語\"", "日本語" },
        { "\"\\ud83d\\ude00\"", "😀" },
        { "42", "42" },
        { "-5", "-5" },
        { "1.50", "1.50" },
        { "1e400", "1e400" },
        { "123456789012345678901234567890", "123456789012345678901234567890" },
        { $"\"{new string('x', 200)}\"", new string('x', 200) },
        { $"\"{string.Concat(Enumerable.Repeat("\\u0078", 200))}\"", new string('x', 200) },
        { $"\"{new string('日', 200)}\"", new string('日', 200) },
        { $"\"{string.Concat(Enumerable.Repeat("😀", 100))}\"", string.Concat(Enumerable.Repeat("😀", 100)) },
        { new string('1', 200), new string('1', 200) },
    };

    /// <summary>Each kind of JSON value, as <c>data</c>.</summary>
    public static readonly TheoryData<string> DataValues =
    [
        "{}", """{"a":{"b":[1,{"c":null}]},"d":"}"}""", "[]", """[1,[2,"]"]]""", "\"text \\\" ] }\"", "\"\"", "0", "-1.5e+10", "true", "false", "null",
    ];

    [Theory]
    [MemberData(nameof(Unusable))]
    public void TryRead_UnusableBody_SaysTheProblem(string body, string expected)
    {
        TryRead(body, out _, out var problem).Should().BeFalse();

        problem.Should().Contain(expected);
    }

    [Theory]
    [MemberData(nameof(NotAnIdentifier))]
    public void TryRead_UnusableIdOrType_IsRefusedWithoutRepeatingIt(string because, string value)
    {
        TryRead($$"""{"id":{{value}},"type":"a.b"}""", out _, out var problem).Should().BeFalse(because);
        problem.Should().Be("\"id\" is not a text of 1 to 200 characters without control or format characters");

        TryRead($$"""{"type":{{value}},"id":"evt_1"}""", out _, out problem).Should().BeFalse(because);
        problem.Should().Be("\"type\" is not a text of 1 to 200 characters without control or format characters");
    }

    [Theory]
    [MemberData(nameof(AnIdentifier))]
    public void TryRead_UsableIdAndType_AreTheirText(string value, string expected)
    {
        var envelope = Read($$"""{"id":{{value}},"type":{{value}}}""");

        envelope.Id.Should().Be(expected);
        envelope.Type.Should().Be(expected);
    }

    [Fact]
    public void TryRead_MinimalBody_HasNothingElse()
    {
        var envelope = Read(Minimal);

        envelope.Should().Be(new EventEnvelope("evt_1", "message.received", null, null, default));
    }

    [Theory]
    [MemberData(nameof(DataValues))]
    public void TryRead_AnyData_GivesExactlyTheRangeOfItsValue(string value)
    {
        foreach (var bom in new[] { "", "\uFEFF" })
        {
            foreach (var (before, after) in new[] { ("", ""), (" \r\n", "\t"), ("   ", "\n\n"), ("\t", " ") })
            {
                foreach (var body in new[]
                {
                    $$"""{{bom}}{"id":"ä","type":"a.b","data":{{before}}{{value}}{{after}}}""",
                    $$"""{{bom}} {"data"{{before}}:{{before}}{{value}}{{after}},"id":"ä","type":"a.b"} """,
                })
                {
                    var bytes = Encoding.UTF8.GetBytes(body);

                    EnvelopeReader.TryRead(bytes, out var envelope, out var problem).Should().BeTrue(problem);

                    Encoding.UTF8.GetString(bytes[envelope.Data]).Should().Be(value, body);
                }
            }
        }
    }

    [Fact]
    public void TryRead_ByteOrderMarkAlone_IsEmpty()
    {
        TryRead("\uFEFF", out _, out var problem).Should().BeFalse();

        problem.Should().Contain("empty");
    }

    [Fact]
    public void TryRead_TwoByteOrderMarks_IsRefused() => TryRead("\uFEFF\uFEFF" + Minimal, out _, out _).Should().BeFalse();

    [Fact]
    public void TryRead_OtherEncodings_AreRefused()
    {
        EnvelopeReader.TryRead(Encoding.Unicode.GetBytes(Minimal), out _, out _).Should().BeFalse();
        EnvelopeReader.TryRead([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Minimal)], out _, out _).Should().BeFalse();
        EnvelopeReader.TryRead(Encoding.UTF32.GetBytes(Minimal), out _, out _).Should().BeFalse();
    }

    [Fact]
    public void TryRead_EscapedPropertyNames_AreTheSameNames()
    {
        var envelope = Read("""{"\u0069\u0064":"1","\u0074ype":"a.b","dat\u0061":{"conversation\u005fid":"c"},"created\u005fat":1714564800}""");

        envelope.Id.Should().Be("1");
        envelope.Type.Should().Be("a.b");
        envelope.ConversationId.Should().Be("c");
        envelope.CreatedAt.Should().Be(DateTimeOffset.FromUnixTimeSeconds(1_714_564_800));
    }

    [Fact]
    public void TryRead_UnknownMembersOfAnyKind_AreSkipped()
    {
        var envelope = Read("""{"v":1,"livemode":false,"x":null,"account":{"id":"no","type":"no"},"list":[{"id":"no"}],"id":"1","type":"a.b","z":"é"}""");

        (envelope.Id, envelope.Type).Should().Be(("1", "a.b"));
    }

    [Theory]
    [InlineData(63, true)]
    [InlineData(64, false)]
    [InlineData(100_000, false)]
    public void TryRead_NestedArraysInData_AreReadToADepthOf64(int arrays, bool readable)
    {
        var body = $$"""{"id":"1","type":"a.b","data":{{new string('[', arrays)}}{{new string(']', arrays)}}}""";

        TryRead(body, out _, out var problem).Should().Be(readable, problem);
    }

    [Theory]
    [InlineData(62, true)]
    [InlineData(64, false)]
    public void TryRead_NestedObjectsInData_AreReadToTheSameDepth(int objects, bool readable)
    {
        var nested = string.Concat(Enumerable.Repeat("""{"conversation":""", objects)) + "1" + new string('}', objects);

        TryRead($$"""{"id":"1","type":"a.b","data":{{nested}}}""", out _, out var problem).Should().Be(readable, problem);
    }

    [Fact]
    public void TryRead_NestingThatIsNeverClosed_IsRefused()
        => TryRead($$"""{"id":"1","type":"a.b","data":{{new string('[', 1_000_000)}}""", out _, out _).Should().BeFalse();

    [Fact]
    public void TryRead_TextOfAMebibyte_IsDataButNoId()
    {
        var text = new string('x', 1024 * 1024);

        Read($$"""{"id":"1","type":"a.b","data":"{{text}}"}""").Id.Should().Be("1");
        TryRead($$"""{"id":"{{text}}","type":"a.b"}""", out _, out var problem).Should().BeFalse();
        problem.Length.Should().BeLessThan(200);
    }

    [Theory]
    [InlineData("inside a string", new byte[] { (byte)'"', 0xFF, (byte)'"' })]
    [InlineData("a cut sequence inside a string", new byte[] { (byte)'"', 0xE2, 0x82, (byte)'"' })]
    [InlineData("an overlong form inside a string", new byte[] { (byte)'"', 0xC0, 0xAF, (byte)'"' })]
    [InlineData("an encoded surrogate inside a string", new byte[] { (byte)'"', 0xED, 0xA0, 0x80, (byte)'"' })]
    [InlineData("outside any string", new byte[] { (byte)'1', 0xC3 })]
    public void TryRead_InvalidUtf8_IsRefusedEvenWhereNobodyDecodesIt(string because, byte[] value)
    {
        foreach (var name in new[] { "data", "x", "id" })
        {
            byte[] body = [.. Encoding.UTF8.GetBytes($$"""{"type":"a.b","{{name}}":"""), .. value, (byte)'}'];

            EnvelopeReader.TryRead(body, out _, out var problem).Should().BeFalse(because);
            problem.Should().Contain("not valid UTF-8");
        }
    }

    [Theory]
    [InlineData("""{"\ud83d":1,"id":"1","type":"a.b"}""")]
    [InlineData("""{"id":"1","type":"a.b","\ude00\ud83d":1}""")]
    [InlineData("""{"id":"1","type":"a.b","data":{"\ud83d":1}}""")]
    [InlineData("""{"id":"1","type":"a.b","data":{"conversation":{"\ud83d":1}}}""")]
    [InlineData("""{"id":"1","type":"a.b","data":{"custom_fields":{"\ud83d":1},"content":"cut \ud83d"}}""")]
    [InlineData("""{"id":"1","type":"a.b","created_at":"\ud83d"}""")]
    public void TryRead_HalfASurrogatePairWhereNobodyLooks_IsNoReasonToRefuse(string body)
    {
        // What JSON.stringify makes of a text that was cut in the middle of an emoji.
        Read(body).Id.Should().Be("1");
    }

    [Fact]
    public void TryRead_HalfASurrogatePairBesideAKnownName_IsAnotherName()
    {
        TryRead("""{"\ud83did":"1","type":"a.b"}""", out _, out var problem).Should().BeFalse();

        problem.Should().Contain("no \"id\"");
    }

    [Fact]
    public void TryRead_RefusedBody_NeverRepeatsItsContent()
    {
        foreach (var body in new[]
        {
            """{"id":"canary\n","type":"a.b"}""",
            """{"id":"1","type":"canary\u2028"}""",
            """{"id":"1","type":"a.b","canary":canary}""",
            """{"id":"1","type":"a.b","data":"canary""",
            "canary",
            "[\"canary\"]",
        })
        {
            TryRead(body, out _, out var problem).Should().BeFalse();
            problem.Should().NotContain("canary");
        }
    }

    /// <summary>Whatever is signed, the reader answers; it never throws. The generator is seeded, so a failure repeats.</summary>
    [Fact]
    public void TryRead_TwentyThousandMutationsOfAValidBody_AnswersEachOfThem()
    {
        var valid = Encoding.UTF8.GetBytes(
            """{"id":"evt_😀\u00e9\ud83d\ude00","type":"conversation.updated","created_at":"2024-05-01T12:00:00Z","timestamp":1714564800.5,"data":{"conversation":{"id":"c"},"conversation_id":7,"tags":["a",null,{"b":[true,false]}]},"x":{"\u0069d":-1e5}}""");
        var random = new Random(8);
        var usable = 0;
        for (var round = 0; round < 20_000; round++)
        {
            var body = Mutate(valid, random);

            if (EnvelopeReader.TryRead(body, out var envelope, out var problem))
            {
                usable++;
                envelope.Id.Should().NotBeNullOrWhiteSpace();
                envelope.Type.Should().NotBeNullOrWhiteSpace();
                JsonOf(body, envelope.Data).Should().NotBe(JsonValueKind.Undefined);
            }
            else
            {
                problem.Should().NotBeNullOrEmpty();
            }
        }

        usable.Should().BeInRange(100, 19_000, "the mutations must reach both answers");
    }

    private static JsonValueKind JsonOf(byte[] body, Range data)
        => body[data].Length == 0 ? JsonValueKind.Null : JsonElement.Parse(body.AsSpan()[data]).ValueKind;

    private static byte[] Mutate(byte[] valid, Random random)
    {
        var body = valid.ToList();
        for (var count = random.Next(1, 4); count > 0; count--)
        {
            var place = random.Next(body.Count);
            switch (random.Next(5))
            {
                case 0:
                    body[place] = (byte)random.Next(256);
                    break;
                case 1:
                    body.RemoveRange(place, Math.Min(random.Next(1, 8), body.Count - place));
                    break;
                case 2:
                    body.Insert(place, "{}[]\",:\\u0d8e+-. \0\n"u8[random.Next(19)]);
                    break;
                case 3:
                    body.InsertRange(place, body.GetRange(place, Math.Min(random.Next(1, 30), body.Count - place)));
                    break;
                default:
                    body.InsertRange(place, "\\ud83d"u8.ToArray());
                    break;
            }

            if (body.Count == 0)
            {
                break;
            }
        }

        return [.. body];
    }

    private static bool TryRead(string body, out EventEnvelope envelope, out string problem)
        => EnvelopeReader.TryRead(Encoding.UTF8.GetBytes(body), out envelope, out problem);

    private static EventEnvelope Read(string body)
    {
        TryRead(body, out var envelope, out var problem).Should().BeTrue(problem);
        return envelope;
    }
}
