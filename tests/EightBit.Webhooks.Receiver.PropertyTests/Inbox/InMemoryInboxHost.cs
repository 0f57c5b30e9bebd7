using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.InMemory;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace EightBit.Webhooks.Receiver.PropertyTests.Inbox;

internal sealed class InMemoryInboxHost : InboxHost
{
    private readonly InMemoryInbox _inbox;

    public InMemoryInboxHost()
    {
        var options = Options.Create(new InMemoryInboxOptions
        {
            MaxPendingEvents = InboxBounds.MaxPendingEvents,
            MaxPendingBytes = InboxBounds.MaxPendingBytes,
            MaxDeadLetters = InboxBounds.MaxDeadLetters,
        });
        var store = new InMemoryDeduplicationStore(options, Time, NullLogger<InMemoryDeduplicationStore>.Instance);
        _inbox = new InMemoryInbox(store, options, Time, NullLogger<InMemoryInbox>.Instance);
    }

    public override IWebhookInbox Inbox => _inbox;

    public override IWebhookInboxAdmin Admin => _inbox;

    public override int MaxDeadLetters => InboxBounds.MaxDeadLetters;

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
