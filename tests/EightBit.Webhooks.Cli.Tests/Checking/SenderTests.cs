using EightBit.Webhooks.Cli.Checking;
using EightBit.Webhooks.Cli.Checking.Sending;
using EightBit.Webhooks.Cli.Tests.Support;

namespace EightBit.Webhooks.Cli.Tests.Checking;

/// <summary>Whatever comes back becomes an answer, or the reason why there is none.</summary>
public sealed class SenderTests
{
    [Theory]
    [InlineData("application/json; charset=nonsense")]
    [InlineData("text/plain; charset=\"\"")]
    [InlineData("nonsense")]
    public async Task An_answer_counts_whatever_charset_it_names(string contentType)
    {
        var answer = await GetAsync($"HTTP/1.1 200 OK\r\nContent-Type: {contentType}\r\n\r\n{{\"code\":\"duplicate\"}}\u00ff");

        (answer.Status, answer.Body, answer.SaysDuplicate).Should().Be((200, "{\"code\":\"duplicate\"}\uFFFD", true));
    }

    [Theory]
    [InlineData("HTTP/1.1 2\u001b[2J\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\n\u001b[2J\u0007\r\n\r\n")]
    [InlineData("220 \u001b]0;mine\u0007\r\n\r\n")]
    public async Task The_reason_why_something_is_no_answer_has_nothing_that_a_terminal_would_obey(string text)
    {
        var answer = await GetAsync(text);

        answer.Failure.Should().NotBeNullOrEmpty();
        answer.Description.Should().NotMatchRegex(@"\p{C}");
    }

    private static async Task<Answer> GetAsync(string text)
    {
        await using var receiver = RawAnswer.Start(text);
        using var sender = new Sender(new CheckSettings { Url = receiver.Url, SecretText = "" }, TimeProvider.System);
        return await sender.GetAsync(CancellationToken.None);
    }
}
