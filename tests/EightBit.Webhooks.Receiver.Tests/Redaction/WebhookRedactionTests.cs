using EightBit.Webhooks.Receiver.Redaction;

namespace EightBit.Webhooks.Receiver.Tests.Redaction;

public sealed class WebhookRedactionTests
{
    [Fact]
    public void Create_NotAPath_SaysWhichAndWhy()
        => FluentActions.Invoking(() => new WebhookRedaction(["$..email", "email"])).Should().Throw<ArgumentException>()
            .WithMessage("\"email\" is not a path: it does not begin with $*");

    [Fact]
    public void Create_MoreThan100Paths_IsRefused()
        => FluentActions.Invoking(() => new WebhookRedaction(Enumerable.Repeat("$.a", 101))).Should().Throw<ArgumentException>().WithMessage("There are 101 paths*");

    [Fact]
    public void Create_NoPaths_HidesNothing()
    {
        var read = new WebhookRedaction([]).Read("""{"email":"ada@example.com"}"""u8.ToArray());

        read.Mask("ada@example.com").Should().Be("ada@example.com");
        read.Write(1_000, indented: false).Should().Be(new RedactedJson("""{"email":"ada@example.com"}""", 0, false));
    }
}
