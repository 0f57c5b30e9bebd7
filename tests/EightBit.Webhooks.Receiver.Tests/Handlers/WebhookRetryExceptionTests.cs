using EightBit.Webhooks.Receiver.Handlers;

namespace EightBit.Webhooks.Receiver.Tests.Handlers;

public sealed class WebhookRetryExceptionTests
{
    [Fact]
    public void Constructor_ZeroToSevenDays_IsKept()
    {
        foreach (var delay in new[] { TimeSpan.Zero, TimeSpan.FromTicks(1), TimeSpan.FromMinutes(1), TimeSpan.FromDays(7) })
        {
            new WebhookRetryException(delay, "later").RetryIn.Should().Be(delay);
        }
    }

    [Fact]
    public void Constructor_NegativeOrLongerThanSevenDays_Throws()
    {
        foreach (var delay in new[] { TimeSpan.FromTicks(-1), Timeout.InfiniteTimeSpan, TimeSpan.FromDays(7) + TimeSpan.FromTicks(1), TimeSpan.MaxValue })
        {
            FluentActions.Invoking(() => new WebhookRetryException(delay, "later")).Should().Throw<ArgumentOutOfRangeException>();
        }
    }

    [Fact]
    public void Constructor_MessageAndCause_AreKept()
    {
        var cause = new TimeoutException();

        var exception = new WebhookRetryException(TimeSpan.Zero, "later", cause);

        exception.Message.Should().Be("later");
        exception.InnerException.Should().BeSameAs(cause);
        new WebhookRejectedException("never", cause).InnerException.Should().BeSameAs(cause);
    }
}
