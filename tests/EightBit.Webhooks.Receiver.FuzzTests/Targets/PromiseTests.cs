using Fuzz.Targets;

namespace EightBit.Webhooks.Receiver.FuzzTests.Targets;

public sealed class PromiseTests
{
    [Theory]
    [InlineData("evt_1")]
    [InlineData("é日😀")]
    [InlineData("a b\u00a0c")]
    public void IsIdentifier_TextThatIsSeen_Holds(string text) => FluentActions.Invoking(() => Promise.IsIdentifier(text, "an id")).Should().NotThrow();

    /// <summary>As numbers: a half would not survive in the name of a test.</summary>
    [Theory]
    [InlineData("1 to 200", new int[0])]
    [InlineData("1 to 200", new[] { 0x20, 0x3000 })]
    [InlineData("control or format", new[] { 'a', 0x0A })]
    [InlineData("control or format", new[] { 'a', 0x85 })]
    [InlineData("control or format", new[] { 'a', 0x200B })]
    [InlineData("control or format", new[] { 'a', 0x202E, 'b' })]
    [InlineData("control or format", new[] { 'a', 0x2028 })]
    [InlineData("control or format", new[] { 'a', 0x2029 })]
    [InlineData("control or format", new[] { 'a', 0xDB40, 0xDC41 })]
    [InlineData("half of a character", new[] { 'a', 0xD83D })]
    [InlineData("half of a character", new[] { 0xDE00, 'a' })]
    [InlineData("half of a character", new[] { 0xDE00, 0xD83D })]
    public void IsIdentifier_AnythingElse_IsABrokenPromise(string promise, int[] characters)
        => FluentActions.Invoking(() => Promise.IsIdentifier(string.Concat(characters.Select(character => (char)character)), "an id"))
            .Should().Throw<BrokenPromiseException>().WithMessage($"*{promise}*");

    [Fact]
    public void IsIdentifier_LongerThan200Characters_IsABrokenPromise()
    {
        FluentActions.Invoking(() => Promise.IsIdentifier(new string('a', 200), "an id")).Should().NotThrow();
        FluentActions.Invoking(() => Promise.IsIdentifier(new string('a', 201), "an id")).Should().Throw<BrokenPromiseException>();
    }

    [Theory]
    [InlineData("a\nb")]
    [InlineData("a\u2028b")]
    [InlineData("a\u001bb")]
    public void IsOneLine_LineThatEndsOrMovesTheCursor_IsABrokenPromise(string text)
        => FluentActions.Invoking(() => Promise.IsOneLine(text, "a line")).Should().Throw<BrokenPromiseException>();

    [Theory]
    [InlineData("a\u202eb")]
    [InlineData("")]
    [InlineData(null)]
    public void IsOneLine_AnyOtherText_Holds(string? text) => FluentActions.Invoking(() => Promise.IsOneLine(text, "a line")).Should().NotThrow();
}
