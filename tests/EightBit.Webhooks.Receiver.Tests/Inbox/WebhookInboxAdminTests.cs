using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Tests.Processing;

namespace EightBit.Webhooks.Receiver.Tests.Inbox;

/// <summary>What an inbox of somebody's own need not have.</summary>
public sealed class WebhookInboxAdminTests
{
    private readonly IWebhookInboxAdmin _inbox = new FencingInbox();

    [Fact]
    public void ListRetriesAsync_NotImplemented_SaysWhichInboxCannotDoWhat()
        => _inbox.Invoking(inbox => inbox.ListRetriesAsync(new RetryQuery()))
            .Should().Throw<NotSupportedException>().WithMessage("FencingInbox cannot list the events that wait for a retry.");

    [Fact]
    public void FindAsync_NotImplemented_SaysWhichInboxCannotDoWhat()
        => _inbox.Invoking(inbox => inbox.FindAsync("", null, "evt_1"))
            .Should().Throw<NotSupportedException>().WithMessage("FencingInbox cannot find an event by its id.");
}
