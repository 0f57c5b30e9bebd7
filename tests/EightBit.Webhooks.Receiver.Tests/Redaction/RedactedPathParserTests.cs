using EightBit.Webhooks.Receiver.Redaction.Selecting;

namespace EightBit.Webhooks.Receiver.Tests.Redaction;

public sealed class RedactedPathParserTests
{
    [Theory]
    [InlineData("$")]
    [InlineData("$.a")]
    [InlineData("$..a")]
    [InlineData("$.a.b_c.D9")]
    [InlineData("$.élan")]
    [InlineData("$['a b']")]
    [InlineData("$[\"a b\"]")]
    [InlineData("$..['a-b']")]
    [InlineData("$['it\\'s'][\"a\\\\b\"]['\\u0065']")]
    [InlineData("$.a[*].b")]
    [InlineData("$.*")]
    [InlineData("$[0][17]")]
    [InlineData("$['']")]
    public void TryParse_KnownForm_Succeeds(string text)
        => RedactedPathParser.TryParse(text, out _, out var problem).Should().BeTrue(problem);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("email")]
    [InlineData(" $.a")]
    [InlineData("$.")]
    [InlineData("$..")]
    [InlineData("$...a")]
    [InlineData("$.a.")]
    [InlineData("$.a b")]
    [InlineData("$.a-b")]
    [InlineData("$.9a")]
    [InlineData("$a")]
    [InlineData("$ .a")]
    [InlineData("$[")]
    [InlineData("$[]")]
    [InlineData("$[a]")]
    [InlineData("$['a]")]
    [InlineData("$['a'")]
    [InlineData("$['a\"]")]
    [InlineData("$['a','b']")]
    [InlineData("$[-1]")]
    [InlineData("$[01]")]
    [InlineData("$[ 0]")]
    [InlineData("$[0:1]")]
    [InlineData("$[0,1]")]
    [InlineData("$[9999999999]")]
    [InlineData("$[?@.a]")]
    [InlineData("$..*")]
    [InlineData("$..[*]")]
    [InlineData("$..[0]")]
    [InlineData("$['\\x']")]
    [InlineData("$['\\u00g0']")]
    [InlineData("$['\\u00")]
    [InlineData("$['\\")]
    [InlineData("$['a\nb']")]
    [InlineData("$.a$")]
    [InlineData("@.a")]
    public void TryParse_AnythingElse_IsRefused(string? text)
    {
        RedactedPathParser.TryParse(text, out var path, out var problem).Should().BeFalse();
        path.Should().BeNull();
        problem.Should().NotBeEmpty();
    }

    [Fact]
    public void TryParse_MoreSegmentsThanThereAreBits_IsRefused()
    {
        RedactedPathParser.TryParse("$" + string.Concat(Enumerable.Repeat(".a", 63)), out _, out _).Should().BeTrue();
        RedactedPathParser.TryParse("$" + string.Concat(Enumerable.Repeat(".a", 64)), out _, out _).Should().BeFalse();
        RedactedPathParser.TryParse("$." + new string('a', 499), out _, out _).Should().BeFalse();
    }
}
