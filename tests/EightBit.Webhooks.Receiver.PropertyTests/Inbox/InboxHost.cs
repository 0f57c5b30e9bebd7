using EightBit.Webhooks.Receiver.Inbox;
using Microsoft.Extensions.Time.Testing;

namespace EightBit.Webhooks.Receiver.PropertyTests.Inbox;

/// <summary>An inbox with empty data and the bounds of <see cref="InboxBounds"/>, and what an application does around it.</summary>
internal abstract class InboxHost : IAsyncDisposable
{
    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));

    public abstract IWebhookInbox Inbox { get; }

    public abstract IWebhookInboxAdmin Admin { get; }

    /// <summary>How many dead letters are kept before the one that died first goes.</summary>
    public virtual int MaxDeadLetters => int.MaxValue;

    /// <returns>Whether there is anything that can be opened again.</returns>
    public virtual ValueTask<bool> RestartAsync() => new(false);

    /// <returns>Whether this inbox deletes what has expired.</returns>
    public virtual ValueTask<bool> CleanAsync() => new(false);

    public abstract ValueTask DisposeAsync();
}
