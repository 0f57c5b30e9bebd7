using System.Diagnostics;
using System.Text;
using System.Text.Json;
using EightBit.Webhooks.Receiver.Redaction;

namespace EightBit.Webhooks.Receiver.Tests.Redaction;

public sealed class RedactedBodyTests
{
    [Theory]
    // What is there is hidden as a whole, wherever it stands.
    [InlineData("\"ada@example.com\"", "no customer ada@example.com.", "no customer [redacted].")]
    [InlineData("\"ada@example.com\"", "mailto:ada@example.com, ada@example.com", "mailto:[redacted], [redacted]")]
    [InlineData("\"ada@example.com\"", "tableada@example.comtable", "table[redacted]table")]
    [InlineData("\"  ada@example.com \"", "'ada@example.com'", "'[redacted]'")]
    [InlineData("{\"home\":[\"ada@example.com\"],\"ada@example.org\":1}", "ada@example.com or ada@example.org at home", "[redacted] or [redacted] at home")]
    [InlineData("\"ada@example.com\"", "nothing of it", "nothing of it")]
    // Case.
    [InlineData("\"Ada@Example.com\"", "ADA@EXAMPLE.COM ada@example.com", "[redacted] [redacted]")]
    [InlineData("\"Größe\"", "GRÖSSE größe GRÖßE", "GRÖSSE [redacted] [redacted]")]
    // Escapes.
    [InlineData("\"a\\\"b\\nc+d\"", "got \"a\\\"b\\nc\\u002Bd\"", "got \"[redacted]\"")]
    [InlineData("\"a\\\"b\\nc+d\"", "got a\"b\nc+d", "got [redacted]")]
    [InlineData("\"Gr\\u00fc\\u00dfe \\ud83d\\ude00\"", "Gr\\u00FC\\u00DFe \\uD83D\\uDE00!", "[redacted]!")]
    [InlineData("\"Gr\\u00fc\\u00dfe \\ud83d\\ude00\"", "{\"inner\":\"{\\\"text\\\":\\\"Gr\\\\u00fc\\\\u00dfe \\\\ud83d\\\\ude00\\\"}\"}", "{\"inner\":\"{\\\"text\\\":\\\"[redacted]\\\"}\"}")]
    [InlineData("\"ada@example.com\"", "GET /?q=ada%40example.com&x=1", "GET /?q=[redacted]&x=1")]
    [InlineData("\"Müller & Söhne\"", "q=M%C3%BCller+%26+S%c3%b6hne;", "q=[redacted];")]
    [InlineData("\"Müller & Söhne\"", "<b>M&#252;ller &amp; S&#xF6;hne</b>", "<b>[redacted]</b>")]
    [InlineData("\"ada@example.com\"", "\\u0026q=ada%40example.com", "\\u0026q=[redacted]")]
    // Numbers, and telephone numbers that were written anew.
    [InlineData("491701234567", "no phone 491701234567", "no phone [redacted]")]
    [InlineData("12.50", "the price 12.5 is not 12.50", "the price [redacted] is not [redacted]")]
    [InlineData("\"+49 (170) 123-4567\"", "+491701234567 / +49 (170) 123-4567", "+[redacted] / [redacted]")]
    [InlineData("true", "true", "true")]
    // What is short needs more that speaks for it.
    [InlineData("\"a\"", "a matter of 'a' and \"a\"", "a matter of '[redacted]' and \"[redacted]\"")]
    [InlineData("1", "attempt 1 of 10: '1' is wrong", "attempt 1 of 10: '[redacted]' is wrong")]
    [InlineData("\"17\"", "line 17: '17'", "line 17: '[redacted]'")]
    [InlineData("\"Bob\"", "Bob? Bobby, bob_1.", "[redacted]? Bobby, [redacted]_1.")]
    [InlineData("\"test\"", "Tests.Latest: test", "Tests.Latest: [redacted]")]
    [InlineData("\"\"", "nothing", "nothing")]
    [InlineData("\" \"", "a b", "a b")]
    // Parts of what is long, and beginnings where something was cut off.
    [InlineData("\"My card is 4111 1111 1111 1111, please charge it\"", "'My card is 4111 1111 1111 1' is too long", "'[redacted]' is too long")]
    [InlineData("\"My card is 4111 1111 1111 1111, please charge it\"", "near '1111 1111 1111, please' (7)", "near '[redacted]' (7)")]
    [InlineData("\"My card is 4111 1111 1111 1111, please charge it\"", "please say my card is lost", "please say my card is lost")]
    [InlineData("\"ada@example.com\"", "no customer ada@exam … (shortened)\nnext", "no customer [redacted] … (shortened)\nnext")]
    [InlineData("\"ada@example.com\"", "no customer 'ada@exam'...", "no customer '[redacted]'...")]
    [InlineData("\"ada@example.com\"", "no customer ada@ex", "no customer [redacted]")]
    [InlineData("\"ada@example.com\"", "Canada", "Canada")]
    // JSON in strings.
    [InlineData("\"{\\\"name\\\":\\\"Ada Byron\\\",\\\"n\\\":5551}\"", "Ada Byron, 5551", "[redacted], [redacted]")]
    public void Mask_WhatATextRepeats_IsHidden(string hidden, string text, string expected)
        => Read($$$"""{"id":"evt_1","data":{"hidden":{{{hidden}}},"other":"nothing of it"}}""", "$.data.hidden").Mask(text).Should().Be(expected);

    [Theory]
    [InlineData("$..email", """{"raw":"{\"email\":\"ada@example.com\",\"n\":1}"}""", """{"raw":"{\"email\":\"[redacted]\",\"n\":1}"}""")]
    [InlineData("$.raw.email", """{"raw":"{\"email\":\"ada@example.com\"}"}""", """{"raw":"{\"email\":\"[redacted]\"}"}""")]
    [InlineData("$..email", """{"raw":" [ {\"email\":\"ada@example.com\"} ] "}""", """{"raw":"[{\"email\":\"[redacted]\"}]"}""")]
    [InlineData("$..email", """{"raw":"{\"raw\":\"{\\\"email\\\":\\\"ada@example.com\\\"}\"}"}""", """{"raw":"{\"raw\":\"{\\\"email\\\":\\\"[redacted]\\\"}\"}"}""")]
    [InlineData("$..email", """{"raw":"\"{\\\"email\\\":\\\"ada@example.com\\\"}\""}""", """{"raw":"\"{\\\"email\\\":\\\"[redacted]\\\"}\""}""")]
    [InlineData("$..email", """{"raw":"{\"email\":\"ada@example.com\""}""", """{"raw":"[redacted]"}""")]
    [InlineData("$..email", """{"raw":"{\"email\":\"ada@example.com\",\"email\":1}"}""", """{"raw":"[redacted]"}""")]
    [InlineData("$..email", """{"raw":"{\"email\":\"ada@example.com\",\"half\":\"\\ud800\"}"}""", """{"raw":"[redacted]"}""")]
    [InlineData("$..email", """{"raw":"[urgent] {really}","b":"\"quoted\" text","c":"{}","d":"{n:1}"}""", """{"raw":"[urgent] {really}","b":"\"quoted\" text","c":"{}","d":"{n:1}"}""")]
    [InlineData("$..email", """{"raw":"{ \"n\" : 1.50 }"}""", """{"raw":"{ \"n\" : 1.50 }"}""")]
    public void Write_JsonInAString_IsRedactedAsWell(string path, string body, string expected)
    {
        var read = Read(body, path);

        read.Write(10_000, indented: false).Text.Should().Be(expected);
        read.Mask("no ada@example.com").Should().Be(expected.Contains(WebhookRedaction.Mask, StringComparison.Ordinal) ? "no [redacted]" : "no ada@example.com");
    }

    [Fact]
    public void Write_JsonInStringsBeyondFourLevels_IsHidden()
    {
        var text = """{"email":"ada@example.com"}""";
        for (var level = 0; level < 5; level++)
        {
            text = JsonSerializer.Serialize(new { raw = text });
        }

        Read(text, "$..email").Write(10_000).Text.Should().NotContain("ada").And.Contain(WebhookRedaction.Mask);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("""{"email":"x","email":"y"}""")]
    [InlineData("""{"email":"\ud800"}""")]
    public void Mask_BodyThatCannotBeRead_HidesTheWholeText(string body)
    {
        var read = Read(body, "$..email");

        read.IsReadable.Should().BeFalse();
        read.Mask("no ada@example.com").Should().StartWith("[redacted]: the payload cannot be read safely");
        read.Mask("").Should().BeEmpty();
        read.Invoking(unreadable => unreadable.Write(1)).Should().Throw<InvalidOperationException>();
    }

    [Fact]
    public void Mask_MoreValuesThanCanBeLookedFor_HidesTheWholeText()
    {
        Of(2_000).Mask("no value-77").Should().Be("no [redacted]");
        Of(2_001).Mask("no value-77").Should().StartWith("[redacted]: the payload has more than 2000 values");

        static RedactedBody Of(int values) => Read(JsonSerializer.Serialize(new { hidden = Enumerable.Range(1, values).Select(number => $"value-{number}") }), "$.hidden");
    }

    [Fact]
    public void Mask_VeryLongText_IsCutOffAndSearched()
    {
        var masked = Read("""{"email":"ada@example.com"}""", "$..email").Mask(new string('x', 32 * 1024 - 6) + " ada@example.com and more");

        masked.Should().HaveLength(32 * 1024 - 5 + "[redacted]…".Length).And.EndWith("x [redacted]…");
    }

    /// <summary>
    /// About the worst that a signed body of the default size and an error of the greatest length can do. The bound is for a machine that
    /// has much else to do; work that grew with the product of both would take hours.
    /// </summary>
    [Fact]
    public void Mask_LargestBodyAndLongestErrorWithManyEncodings_TakesBoundedTime()
    {
        var values = Enumerable.Range(0, 1_999).Select(number => new string((char)('a' + (number % 26)), 400) + number);
        var body = Read(JsonSerializer.Serialize(new { hidden = values }), "$.hidden");
        var text = string.Concat(Enumerable.Repeat("\\u0061%61&amp;... aaaaaaaaaaaaaaaaaaaaaaaa", 8_000 / 40));

        var started = Stopwatch.GetTimestamp();
        body.Mask(text).Should().Contain(WebhookRedaction.Mask);

        Stopwatch.GetElapsedTime(started).Should().BeLessThan(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void Mask_RandomTextsAroundAValue_NeverLeaveIt()
    {
        var random = new Random(1);
        const string Alphabet = "ab@.-_ \\\"%&;+\u00fc1";
        for (var round = 0; round < 2_000; round++)
        {
            var value = "zq" + Text(random.Next(6, 30)) + "zq";
            var around = Text(random.Next(30));
            var body = Read(JsonSerializer.Serialize(new { hidden = value }), "$.hidden");
            string[] written = [value, JsonSerializer.Serialize(value)[1..^1], Uri.EscapeDataString(value), System.Net.WebUtility.HtmlEncode(value), value.ToUpperInvariant()];

            foreach (var form in written)
            {
                body.Mask($"{around} {form} {around}").Should().NotContain(form);
            }
        }

        string Text(int length) => new([.. Enumerable.Range(0, length).Select(_ => Alphabet[random.Next(Alphabet.Length)])]);
    }

    private static RedactedBody Read(string body, string path) => new WebhookRedaction([path]).Read(Encoding.UTF8.GetBytes(body));
}
