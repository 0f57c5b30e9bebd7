using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Tests.Processing;

namespace EightBit.Webhooks.Receiver.Tests.Inbox;

public sealed class InboxLeaseTests
{
    [Fact]
    public void Constructor_Null_IsRefused()
    {
        FluentActions.Invoking(() => new InboxLease(1, 1, 1, null!, HandlerProgress.None)).Should().Throw<ArgumentNullException>();
        FluentActions.Invoking(() => new InboxLease(1, 1, 1, Deliveries.Of("{}"), null!)).Should().Throw<ArgumentNullException>();
    }
}
