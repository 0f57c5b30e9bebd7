using EightBit.Webhooks.Cli.Output;

namespace EightBit.Webhooks.Cli.Tests.Output;

public sealed class PlainTextTests
{
    [Theory]
    [InlineData("hello", "hello")]
    [InlineData("Grüße, 你好, 👋🏽", "Grüße, 你好, 👋🏽")]
    [InlineData("[red]no markup[/]", "[red]no markup[/]")]
    [InlineData("\u001b[31mred\u001b[0m", @"\u001b[31mred\u001b[0m")]
    [InlineData("\u009b31m", @"\u009b31m")]
    [InlineData("a\rb\nc\td\be\0", @"a\u000db\u000ac\u0009d\u0008e\u0000")]
    [InlineData("\u202egnp.exe", @"\u202egnp.exe")]
    [InlineData("a\u2028b\u200bc", @"a\u2028b\u200bc")]
    [InlineData("\U000e0041tag", @"\U000e0041tag")]
    public void OneLine_WhatATerminalWouldCarryOut_IsShownAsAnEscape(string text, string shown) => PlainText.OneLine(text).Should().Be(shown);

    [Fact]
    public void OneLine_HalfOfASurrogatePair_IsReplaced() => PlainText.OneLine("a\ud83d").Should().Be("a\ufffd");

    [Theory]
    [InlineData("abcdef", 3, "abc…")]
    [InlineData("abc", 3, "abc")]
    [InlineData("ab👋", 3, "ab…")]
    public void OneLine_TooLong_IsShortenedBetweenCharacters(string text, int length, string shown) => PlainText.OneLine(text, length).Should().Be(shown);

    [Fact]
    public void Lines_AStackTrace_KeepsItsLinesAndTabs()
        => PlainText.Lines("one\r\n\ttwo\u001b\nthree\n").Should().Equal("one", "\ttwo\\u001b", "three");
}
