using EightBit.Webhooks.Cli.Checking;
using EightBit.Webhooks.Cli.Checking.Effects;
using EightBit.Webhooks.Cli.Tests.Support;

namespace EightBit.Webhooks.Cli.Tests.Checking;

/// <summary>What is asked how often an event had an effect says a number, or there is none.</summary>
public sealed class EffectsHookTests
{
    [Theory]
    [InlineData("text/plain", "2")]
    [InlineData("text/plain; charset=nonsense", "2")]
    [InlineData("application/json", "\"2\"\r\n")]
    [InlineData("application/json; charset=utf-8", "\u00ef\u00bb\u00bf2")]
    public async Task A_number_counts_whatever_charset_it_is_said_in(string contentType, string body)
        => (await CountAsync($"HTTP/1.1 200 OK\r\nContent-Type: {contentType}\r\n\r\n{body}")).Should().Be(2);

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=nonsense\r\n\r\nmany", "*not a number*")]
    [InlineData("HTTP/1.1 2\u001b[2J\r\n\r\n", "The effects URL failed: *")]
    [InlineData("HTTP/1.1 500 \u001b[2J\r\n\r\n", "The effects URL failed: *500*")]
    [InlineData("HTTP/1.1 308 Moved\r\nLocation: ttp://elsewhere.test/\r\nContent-Length: 0\r\n\r\n", "The effects URL failed: *308*")]
    [InlineData("HTTP/1.1 308 Moved\r\nLocation: hIf-None-Match: *ttp://elsewhere.test/\r\nContent-Length: 0\r\n\r\n", "The effects URL failed: *308*")]
    [InlineData("", "The effects URL failed: *")]
    public async Task Anything_else_is_named_without_what_a_terminal_would_obey(string answer, string message)
    {
        var counting = () => CountAsync(answer);

        (await counting.Should().ThrowAsync<EffectsException>().WithMessage(message)).Which.Message.Should().NotMatchRegex(@"\p{C}");
    }

    [Fact]
    public async Task An_answer_without_an_end_is_not_kept()
    {
        var counting = () => CountAsync($"HTTP/1.1 200 OK\r\n\r\n{new string(' ', 100_000)}2");

        await counting.Should().ThrowAsync<EffectsException>().WithMessage("The effects URL failed: *");
    }

    private static async Task<int> CountAsync(string answer)
    {
        await using var receiver = RawAnswer.Start(answer);
        var url = $"{receiver.Url}{EffectsHook.Placeholder}";
        using var hook = new EffectsHook(url, new CheckSettings { Url = receiver.Url, SecretText = "" }, TimeProvider.System);
        return await hook.CountAsync("evt_1", CancellationToken.None);
    }
}
