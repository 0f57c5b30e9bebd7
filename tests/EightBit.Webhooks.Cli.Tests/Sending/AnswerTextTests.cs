using System.Text;
using EightBit.Webhooks.Cli.Sending;

namespace EightBit.Webhooks.Cli.Tests.Sending;

public sealed class AnswerTextTests
{
    [Theory]
    [InlineData("a\u001b[2Jb", "a\\u001b[2Jb")]
    [InlineData("user\u202egnp.exe", "user\\u202egnp.exe")]
    [InlineData("a\u200bb", "a\\u200bb")]
    public void Body_WhatATerminalWouldObeyOrNotShow_IsWrittenAsEscape(string body, string expected)
        => AnswerText.Body(Answer(body)).Should().Be(expected);

    [Fact]
    public void Body_SeveralLines_StayLines() => AnswerText.Body(Answer("a\r\n\tb\n\n")).Should().Be("a\n\tb");

    private static DeliveryAnswer Answer(string body)
        => new() { Result = AttemptResult.Acknowledged, Elapsed = TimeSpan.Zero, Status = 200, Body = Encoding.UTF8.GetBytes(body) };
}
