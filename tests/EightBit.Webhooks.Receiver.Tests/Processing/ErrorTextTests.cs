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

    [Fact]
    public void Join_OneError_HasAllTheRoom()
        => ErrorText.Join([new string('a', 500)], 500).Should().Be(new string('a', 500));
}
