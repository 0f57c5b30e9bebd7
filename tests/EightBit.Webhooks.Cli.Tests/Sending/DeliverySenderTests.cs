using EightBit.Webhooks.Cli.Sending;
using EightBit.Webhooks.Cli.Tests.Support;

namespace EightBit.Webhooks.Cli.Tests.Sending;

public sealed class DeliverySenderTests
{
    [Theory]
    [InlineData("HTTP/1.1 2\u001b[2J\r\n\r\n")]
    [InlineData("220 \u001b]0;mine\u0007\r\n\r\n")]
    public async Task SendAsync_WhatIsNoAnswer_IsAProblemWithNothingThatATerminalWouldObey(string text)
    {
        await using var receiver = RawAnswer.Start(text);
        using var client = new Target(receiver.Url, [], IsInsecure: false).CreateClient(connections: 1);
        using var request = new HttpRequestMessage(HttpMethod.Post, receiver.Url);

        var answer = await new DeliverySender(client, TimeProvider.System).SendAsync(request, CancellationToken.None);

        answer.Result.Should().Be(AttemptResult.Connection);
        answer.Problem.Should().NotBeNullOrEmpty().And.NotMatchRegex(@"\p{C}");
    }
}
