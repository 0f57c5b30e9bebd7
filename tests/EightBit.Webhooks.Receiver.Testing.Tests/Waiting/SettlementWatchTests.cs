using System.Text;

namespace EightBit.Webhooks.Receiver.Testing.Tests.Waiting;

/// <summary>What a test sends, wrong on purpose, is answered by the receiver, and by nobody before it.</summary>
public sealed class SettlementWatchTests
{
    [Theory]
    [InlineData("""{"id":"\ud83d","type":"message.sent"}""")]
    [InlineData("""{"\ud83d":1,"id":"\ude00","type":"message.sent"}""")]
    [InlineData("""{"id":7}""")]
    [InlineData("""{"id":""")]
    [InlineData("[]")]
    [InlineData("")]
    public async Task Answered_BodyWithoutAUsableId_LeavesTheAnswer(string body)
    {
        await using var app = await AppUnderTest.StartAsync();

        (await app.Sender.SendAsync(app.Sender.Sign(body))).Code.Should().Be("malformed_payload");
    }

    [Fact]
    public async Task Answered_IdWithABrokenByte_LeavesTheAnswer()
    {
        await using var app = await AppUnderTest.StartAsync();
        var body = Encoding.Latin1.GetBytes("{\"id\":\"a\u00ff\",\"type\":\"message.sent\"}");

        (await app.Sender.SendAsync(app.Sender.Sign(body))).Code.Should().Be("malformed_payload");
    }
}
