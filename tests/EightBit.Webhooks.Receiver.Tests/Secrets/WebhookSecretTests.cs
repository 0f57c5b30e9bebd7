using System.Globalization;
using System.Text;
using EightBit.Webhooks.Receiver.Secrets;

namespace EightBit.Webhooks.Receiver.Tests.Secrets;

public sealed class WebhookSecretTests
{
    private const string Good = "0123456789abcdefABCDEF0123456789";

    public static readonly TheoryData<string, SecretEncoding, string> Unusable = new()
    {
        { "", SecretEncoding.Utf8, "is empty" },
        { "", SecretEncoding.Hex, "is empty" },
        { "short", SecretEncoding.Utf8, "has 5 characters" },
        { "fifteen-letters", SecretEncoding.Utf8, "has 15 characters" },
        { "0123456789abcde", SecretEncoding.Hex, "has 15 characters" },
        { " " + Good, SecretEncoding.Utf8, "white space" },
        { Good + " ", SecretEncoding.Utf8, "white space" },
        { Good + "\n", SecretEncoding.Utf8, "white space" },
        { Good + "\r\n", SecretEncoding.Hex, "white space" },
        { "\t" + Good, SecretEncoding.Hex, "white space" },
        { "\u00A0" + Good, SecretEncoding.Utf8, "white space" },
        { "                      ", SecretEncoding.Utf8, "white space" },
        { Good + "0", SecretEncoding.Hex, "even number of hex digits" },
        { Good[..^1] + "g", SecretEncoding.Hex, "even number of hex digits" },
        { "0123456789abcdef 0123456789abcdef", SecretEncoding.Hex, "even number of hex digits" },
        { "0123456789abcdef", SecretEncoding.Hex, "has 8 bytes when decoded as hex" },
        { "0123456789abcdef0123456789abcd", SecretEncoding.Hex, "has 15 bytes when decoded as hex" },
        { new string('\uFF11', 16), SecretEncoding.Hex, "even number of hex digits" },
    };

    [Theory]
    [MemberData(nameof(Unusable))]
    public void TryCreate_UnusableText_SaysTheProblemAndNotTheText(string text, SecretEncoding encoding, string expected)
    {
        WebhookSecret.TryCreate(text, encoding, out var secret, out var problem).Should().BeFalse();

        secret.Should().BeNull();
        problem.Should().Contain(expected);
        if (text.Length > 0)
        {
            problem.Should().NotContain(text).And.NotContain(Good);
        }
    }

    [Theory]
    [MemberData(nameof(Unusable))]
    public void From_UnusableText_ThrowsWithoutTheText(string text, SecretEncoding encoding, string expected)
    {
        var create = () => encoding == SecretEncoding.Hex ? WebhookSecret.FromHex(text) : WebhookSecret.FromText(text);

        var thrown = create.Should().Throw<ArgumentException>().WithMessage($"The secret *{expected}*").Which;
        if (text.Length > 0)
        {
            thrown.ToString().Should().NotContain(text).And.NotContain(Good);
        }
    }

    [Fact]
    public void TryCreate_Null_IsEmpty()
    {
        WebhookSecret.TryCreate(null, SecretEncoding.Utf8, out _, out var problem).Should().BeFalse();
        problem.Should().StartWith("is empty; ");
    }

    [Fact]
    public void From_Null_Throws()
    {
        FluentActions.Invoking(() => WebhookSecret.FromText(null!)).Should().Throw<ArgumentNullException>();
        FluentActions.Invoking(() => WebhookSecret.FromHex(null!)).Should().Throw<ArgumentNullException>();
    }

    [Theory]
    [InlineData("exactly 16 chars")]
    [InlineData("white space  within it")]
    [InlineData("mit Umlauten: äöüß")]
    [InlineData("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    public void FromText_UsableText_TakesItsUtf8BytesAsTheKey(string text)
        => WebhookSecret.FromText(text).Key.ToArray().Should().Equal(Encoding.UTF8.GetBytes(text));

    [Theory]
    [InlineData("00ff00ff00ff00ff00ff00ff00ff00ff")]
    [InlineData("00FF00ff00FF00ff00FF00ff00FF00ff")]
    public void FromHex_HexOfEitherCase_TakesTheBytesAsTheKey(string text)
        => WebhookSecret.FromHex(text).Key.ToArray().Should().Equal(Enumerable.Repeat(new byte[] { 0x00, 0xFF }, 8).SelectMany(pair => pair));

    [Fact]
    public void ToString_AnySecret_ShowsNothingOfIt()
    {
        var texts = new[] { WebhookSecret.FromText(Good), WebhookSecret.FromHex(Good) }.SelectMany(secret => new[]
        {
            secret.ToString(), $"{secret}", string.Format(CultureInfo.InvariantCulture, "{0}", secret),
        });

        texts.Should().OnlyContain(text => text == "WebhookSecret (hidden)");
    }

    [Fact]
    public void PublicSurface_AnySecret_HasNoPropertyThatASerializerCouldWrite()
        => typeof(WebhookSecret).GetProperties().Should().BeEmpty();
}
