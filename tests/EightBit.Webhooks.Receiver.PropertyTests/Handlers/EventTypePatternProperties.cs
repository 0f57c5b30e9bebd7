using System.Text.RegularExpressions;
using EightBit.Webhooks.Receiver.Handlers;

namespace EightBit.Webhooks.Receiver.PropertyTests.Handlers;

public sealed partial class EventTypePatternProperties
{
    /// <summary>Few pieces, so that patterns and types often have the same beginning.</summary>
    private static readonly Gen<string> Types
        = Gen.OneOf("a", "b", "ab", "A", ".", ".", "*", "", "\n", " ", "\u00a0", "é").Array[0, 6].Select(pieces => string.Concat(pieces));

    [Fact]
    public void Parse_AnyText_TakesAStarATypeOrACategory()
        => Types.Holds(10_000, text =>
        {
            var parse = () => EventTypePattern.Parse(text);
            if (PatternForm().IsMatch(text))
            {
                parse.Should().NotThrow().Which.ToString().Should().Be(text);
            }
            else
            {
                parse.Should().Throw<ArgumentException>();
            }
        });

    [Fact]
    public void Matches_AnyPatternAndType_AgreesWithARegularExpression()
        => Gen.Select(Types.Where(PatternForm().IsMatch), Types).Holds(20_000, asked =>
        {
            var (pattern, type) = asked;
            var expression = pattern == "*" ? ".*"
                : pattern.EndsWith(".*", StringComparison.Ordinal) ? Regex.Escape(pattern[..^2]) + "[.].*"
                : Regex.Escape(pattern);
            var expected = Regex.IsMatch(type, $@"\A(?:{expression})\z", RegexOptions.Singleline | RegexOptions.CultureInvariant);

            EventTypePattern.Parse(pattern).Matches(type).Should().Be(expected);
        });

    [GeneratedRegex(@"\A(\*|[^*\s]+(\.\*)?)\z")]
    private static partial Regex PatternForm();
}
