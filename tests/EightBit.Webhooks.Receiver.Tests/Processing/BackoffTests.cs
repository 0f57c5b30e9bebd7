using EightBit.Webhooks.Receiver.Processing;

namespace EightBit.Webhooks.Receiver.Tests.Processing;

public sealed class BackoffTests
{
    [Fact]
    public void Next_EachFailure_WaitsLongerUpToTenSeconds()
    {
        var backoff = new Backoff();
        for (var failure = 0; failure < 100; failure++)
        {
            var full = Math.Min(100 * Math.Pow(2, failure), 10_000);

            backoff.Next().TotalMilliseconds.Should().BeInRange(full / 2, full);
        }
    }

    [Fact]
    public void Reset_AfterFailures_TellsOfThemOnceAndStartsAnew()
    {
        var backoff = new Backoff();
        backoff.Reset().Should().BeFalse("nothing has failed");

        for (var failure = 0; failure < 10; failure++)
        {
            backoff.Next();
        }

        backoff.Reset().Should().BeTrue();
        backoff.Reset().Should().BeFalse();
        backoff.Next().TotalMilliseconds.Should().BeInRange(50, 100);
    }
}
