using System.Security.Cryptography;
using System.Text;
using EightBit.Webhooks.Cli.Signing;
using EightBit.Webhooks.Receiver.Secrets;

namespace EightBit.Webhooks.Cli.Tests.Signing;

public sealed class MismatchFinderTests
{
    private const string Secret = "5f1d6c0e9b8a7f6e5d4c3b2a1908f7e6";
    private const string Json = """{"id":"evt_1","type":"message.received","data":{"text":"caf\u00e9 <3","list":[1,2]}}""";

    [Fact]
    public void Find_RightSignature_IsMatch()
        => MismatchFinder.Find(Utf8(Json), Sign(Utf8(Secret), Utf8(Json)), Secret, SecretEncoding.Utf8).IsMatch.Should().BeTrue();

    [Theory]
    [InlineData("hex-decoded", "--secret-encoding Hex")]
    [InlineData("line feed", "secret has a line feed at its end")]
    [InlineData("quotes", "quotation marks around it, which belong to a settings file")]
    [InlineData("upper case", "in upper case")]
    [InlineData("empty", "empty secret")]
    public void Find_KeyOfTheSignerDiffers_NamesIt(string mistake, string expected)
    {
        var key = mistake switch
        {
            "hex-decoded" => Convert.FromHexString(Secret),
            "line feed" => Utf8(Secret + "\n"),
            "quotes" => Utf8($"\"{Secret}\""),
            "upper case" => Utf8(Secret.ToUpperInvariant()),
            _ => [],
        };

        Explain(Sign(key, Utf8(Json)), Json).Should().ContainSingle().Which.Should().Contain(expected);
    }

    [Fact]
    public void Find_HalfASurrogatePairInTheBody_IsNoMatchAndNoException()
        => MismatchFinder.Find(Utf8("""{"a":"cut \ud83d"}"""), Sign(Utf8(Secret), Utf8(Json)), Secret, SecretEncoding.Utf8).IsMatch.Should().BeFalse();

    [Fact]
    public void Find_WhiteSpaceAroundTheGivenSecret_NamesIt()
        => MismatchFinder.Find(Utf8(Json), Sign(Utf8(Secret), Utf8(Json)), $" {Secret}\n", SecretEncoding.Utf8).Explanation
            .Should().ContainSingle().Which.Should().Contain("white space around it");

    [Fact]
    public void Find_TextWasTheKeyButHexWasSaid_NamesIt()
        => MismatchFinder.Find(Utf8(Json), Sign(Utf8(Secret), Utf8(Json)), Secret, SecretEncoding.Hex).Explanation
            .Should().ContainSingle().Which.Should().Contain("--secret-encoding Utf8");

    [Theory]
    [InlineData("{\"a\":1}\n", "{\"a\":1}", "line feed at its end that was not signed")]
    [InlineData("{\"a\":1}", "{\"a\":1}\n", "line feed at the end of the body was signed")]
    [InlineData("{\"a\":1}\r\n", "{\"a\":1}", "line end (CR LF) that was not signed")]
    [InlineData("\ufeff{\"a\":1}", "{\"a\":1}", "begins with a byte order mark")]
    [InlineData("{\"a\":1}", "\ufeff{\"a\":1}", "byte order mark in front of the body was signed")]
    [InlineData("{\r\n\"a\":1}", "{\n\"a\":1}", "CR LF line ends where LF was signed")]
    [InlineData("{\n\"a\":1}", "{\r\n\"a\":1}", "LF line ends here where CR LF was signed")]
    [InlineData("{ \"a\" : [1, 2] }", "{\"a\":[1,2]}", "the compact form was signed")]
    [InlineData("{\"a\":[1,2]}", "{\"a\": [1, 2]}", "with spaces after colons and commas was signed")]
    [InlineData("{\"a\":[1,2]}", "{\n  \"a\": [\n    1,\n    2\n  ]\n}", "indented by 2 was signed")]
    [InlineData("{\"a\":\"\u00e9\", \"b\":1}", "{\"a\":\"\\u00E9\",\"b\":1}", "with characters escaped was signed")]
    [InlineData("{\"a\":\"x: y, \\\"z\\\"\"}", "{\"a\": \"x: y, \\\"z\\\"\"}", "with spaces after colons")]
    public void Find_BodyWasChanged_NamesTheChange(string given, string original, string expected)
        => Explain(Sign(Utf8(Secret), Utf8(original)), given).Should().ContainSingle().Which.Should().Contain(expected);

    [Theory]
    [InlineData("truncated", "cut off: it has 40 hex digits")]
    [InlineData("extended", "too long: it has 66 hex digits")]
    [InlineData("base64", "written as Base64")]
    [InlineData("doubled", "more than one signature")]
    [InlineData("prefix", "a prefix that receivers do not know")]
    [InlineData("space", "white space around it")]
    [InlineData("empty", "There is no signature")]
    public void Find_SignatureHasAnotherForm_NamesIt(string form, string expected)
    {
        var right = Sign(Utf8(Secret), Utf8(Json));
        var given = form switch
        {
            "truncated" => right[..40],
            "extended" => right + "00",
            "base64" => Convert.ToBase64String(Convert.FromHexString(right)),
            "doubled" => $"{right},{right}",
            "prefix" => "v1=" + right,
            "space" => right + " ",
            _ => "",
        };

        Explain(given, Json)[0].Should().Contain(expected);
    }

    [Fact]
    public void Find_SecretAndBodyDiffer_NamesBoth()
        => Explain(Sign(Convert.FromHexString(Secret), Utf8(Json)), Json + "\n").Should().HaveCount(2);

    [Fact]
    public void Find_NothingExplainsIt_SaysWhatWasTried()
        => Explain(new string('0', 64), Json).Should().ContainSingle().Which.Should().Contain("None of the usual mistakes");

    [Fact]
    public void Find_AnySignature_NeverPrintsTheRightOne()
        => string.Join(' ', Explain(new string('0', 64), Json)).Should().NotContain(Sign(Utf8(Secret), Utf8(Json))).And.NotContain(Secret);

    private static IReadOnlyList<string> Explain(string signature, string body)
    {
        var finding = MismatchFinder.Find(Utf8(body), signature, Secret, SecretEncoding.Utf8);
        finding.IsMatch.Should().BeFalse();
        return finding.Explanation;
    }

    private static string Sign(byte[] key, byte[] body) => Convert.ToHexStringLower(HMACSHA256.HashData(key, body));

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
