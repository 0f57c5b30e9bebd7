using EightBit.Webhooks.Receiver.Processing;

namespace EightBit.Webhooks.Receiver.Tests.Processing;

public sealed class ErrorTextTests
{
    [Fact]
    public void Short_InnerExceptionsThatFit_AreThere()
        => ErrorText.Short("H", new InvalidOperationException("a", new TimeoutException("b", new FormatException("c"))))
            .Should().Be("H: System.InvalidOperationException: a ---> System.TimeoutException: b ---> System.FormatException: c");

    [Fact]
    public void Short_InnerExceptionThatDoesNotFit_IsLeftOutAndTheOuterOneIsWhole()
        => ErrorText.Short("H", new InvalidOperationException("a", new TimeoutException(new string('b', 500))))
            .Should().Be("H: System.InvalidOperationException: a");

    [Fact]
    public void Short_LongMessage_IsCutAndMarked()
        => ErrorText.Short("H", new InvalidOperationException(new string('a', 501)))
            .Should().HaveLength(ErrorText.MaxShortLength).And.StartWith("H: System.InvalidOperationException: aaa").And.EndWith(" … (shortened)");

    [Fact]
    public void Cut_BetweenTheHalvesOfACharacter_LeavesNeither()
    {
        var text = string.Concat(Enumerable.Repeat("😀", 50));

        foreach (var length in new[] { 40, 41 })
        {
            var cut = ErrorText.Cut(text, length);

            cut.Length.Should().BeLessThanOrEqualTo(length);
            char.IsLowSurrogate(cut[..cut.IndexOf(' ')][^1]).Should().BeTrue();
        }
    }

    [Theory]
    [InlineData("aaaaa😀aaaaaaaaaaaaaa", 20, "aaaaa")]
    [InlineData("aaaa😀aaaaaaaaaaaaaaa", 20, "aaaa😀")]
    [InlineData("aaaaaa😀aaaaaaaaaaaaa", 20, "aaaaaa")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaa", 3, "")]
    public void Cut_Text_KeepsWholeCharactersInFrontOfTheMark(string text, int length, string kept)
        => ErrorText.Cut(text, length).Should().Be($"{kept} … (shortened)");

    [Theory]
    [InlineData("a b\u00a0ä😀", "a b\u00a0ä😀")]
    [InlineData("a\nb\r\n", "a\\u000ab\\u000d\\u000a")]
    [InlineData("\u2028 \u2029 \u202e \u001b[2J", "\\u2028 \\u2029 \\u202e \\u001b[2J")]
    public void OneLine_WhatEndsALineOrChangesHowItLooks_IsEscaped(string text, string line) => ErrorText.OneLine(text).Should().Be(line);

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void Short_InnerException_MayFillTheRoomToTheLastCharacter(int tooLong, bool fits)
    {
        var outer = $"H: {typeof(InvalidOperationException)}: a";
        var room = ErrorText.MaxShortLength - $"{outer} ---> {typeof(TimeoutException)}: ".Length;
        var inner = new string('b', room + tooLong);

        ErrorText.Short("H", new InvalidOperationException("a", new TimeoutException(inner)))
            .Should().Be(fits ? $"{outer} ---> {typeof(TimeoutException)}: {inner}" : outer);
    }

    [Fact]
    public void Join_OneError_HasAllTheRoom()
        => ErrorText.Join([new string('a', 500)], 500).Should().Be(new string('a', 500));
}
