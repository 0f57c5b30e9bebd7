using System.Text;
using EightBit.Webhooks.Receiver.Envelopes;

namespace EightBit.Webhooks.Receiver.Tests.Envelopes;

public sealed class LoneSurrogatesTests
{
    [Theory]
    [InlineData("")]
    [InlineData("\\")]
    [InlineData("\\u")]
    [InlineData("no escape at all 😀")]
    [InlineData("\\n\\\"\\\\\\/")]
    [InlineData("\\u0041\\u00e9\\u2028\\ue000\\ufffd")]
    [InlineData("\\ud7ff\\ue000")]
    [InlineData("\\ud83d\\ude00")]
    [InlineData("\\uD83D\\uDE00")]
    [InlineData("\\uDBFF\\udfff\\ud800\\uDC00")]
    [InlineData("\\\\ud83d")]
    [InlineData("\\ud83\u2028d")]
    [InlineData("\\ud8\u00e90")]
    [InlineData("\\\\\\\\ud83d \\\\\\\"")]
    public void Find_PairsAndOtherEscapes_FindsNothing(string json)
    {
        var bytes = Encoding.UTF8.GetBytes(json);

        LoneSurrogates.Find(bytes).Should().Be(-1);
        LoneSurrogates.Replace(bytes).ToArray().Should().Equal(bytes);
    }

    [Theory]
    [InlineData("\\ud83d", "\\ufffd")]
    [InlineData("\\uDE00", "\\ufffd")]
    [InlineData("a\\ud83d", "a\\ufffd")]
    [InlineData("\\ud83d\\ud83d\\ude00", "\\ufffd\\ud83d\\ude00")]
    [InlineData("\\ud83d\\ude00\\ude00", "\\ud83d\\ude00\\ufffd")]
    [InlineData("\\ude00\\ud83d", "\\ufffd\\ufffd")]
    [InlineData("\\ud83dx\\ude00", "\\ufffdx\\ufffd")]
    [InlineData("\\ud83d\\n", "\\ufffd\\n")]
    [InlineData("\\ud83d\\u0041", "\\ufffd\\u0041")]
    [InlineData("\\\\\\ud83d", "\\\\\\ufffd")]
    [InlineData("\\udbff \\udc00", "\\ufffd \\ufffd")]
    public void Replace_HalvesOfPairs_BecomeReplacementCharactersInTheirPlace(string json, string expected)
        => Encoding.UTF8.GetString(LoneSurrogates.Replace(Encoding.UTF8.GetBytes(json))).Should().Be(expected);

    [Fact]
    public void Replace_AnyBytes_KeepsTheLengthAndLeavesNone()
    {
        var random = new Random(16);
        var alphabet = "\\\\\\uuddDD8bcf0e\" "u8.ToArray();
        for (var round = 0; round < 20_000; round++)
        {
            var json = random.GetItems(alphabet, random.Next(40));

            var replaced = LoneSurrogates.Replace(json);

            replaced.Length.Should().Be(json.Length);
            LoneSurrogates.Find(replaced).Should().Be(-1);
        }
    }
}
