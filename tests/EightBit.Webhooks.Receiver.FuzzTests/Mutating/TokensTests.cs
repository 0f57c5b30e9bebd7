using System.Text;
using Fuzz.Mutating;

namespace EightBit.Webhooks.Receiver.FuzzTests.Mutating;

public sealed class TokensTests
{
    [Fact]
    public void Read_AflsFormat_IsDecoded()
        => Tokens.Read(["# a comment", "", "a=\"plain\"", """b="\"\\ud83d\"" """.TrimEnd(), """c="\x0d\x0A" """.TrimEnd()])
            .Select(Encoding.Latin1.GetString).Should().Equal("plain", "\"\\ud83d\"", "\r\n");

    [Fact]
    public void All_OfThisRepository_AreThere()
        => Tokens.All.Select(Encoding.Latin1.GetString).Should().Contain(["{", "\"conversation_id\":", "\\ud83d", "X-8bit-Signature-256: ", "\r\n\r\n"]);
}
