using EightBit.Webhooks.Receiver.Deduplication;
using EightBit.Webhooks.Receiver.Inbox;

namespace EightBit.Webhooks.Receiver.PropertyTests.Inbox;

/// <summary>
/// What <see cref="IWebhookInbox"/> and <see cref="IWebhookInboxAdmin"/> promise, with a list. Where they leave a choice (which of the events that
/// may run are claimed), the model looks whether the inbox's choice is a right one, and makes it too.
/// </summary>
internal sealed class InboxModel
{
    private readonly Dictionary<DeduplicationKey, DateTimeOffset> _seen = [];

    /// <summary>By growing entry number, the order of acceptance.</summary>
    public List<ModelEvent> Events { get; } = [];

    public DateTimeOffset Now { get; set; } = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    public IEnumerable<ModelEvent> Pending => Events.Where(held => held.IsPending);

    public List<ModelEvent> Dead => [.. Events.Where(held => !held.IsPending)];

    public bool HasSeen(InboxDelivery delivery) => _seen.TryGetValue(KeyOf(delivery), out var expires) && expires > Now;

    /// <summary>A body beyond the bound by itself has room where nothing else is.</summary>
    public bool HasRoomFor(InboxDelivery delivery)
        => !Pending.Any()
            || (Pending.Count() < InboxBounds.MaxPendingEvents
                && Pending.Sum(held => held.Delivery.Body.Length) + delivery.Body.Length <= InboxBounds.MaxPendingBytes);

    public void Accept(InboxDelivery delivery, long entryId)
    {
        _seen[KeyOf(delivery)] = Now + delivery.RememberFor;
        Add(new ModelEvent { EntryId = entryId, Delivery = delivery });
    }

    /// <summary>From a claim on, retries that are due wait like any other event.</summary>
    public void ReturnDueRetries()
    {
        foreach (var due in Events.Where(held => held.State == InboxEventState.AwaitingRetry && held.Due <= Now))
        {
            due.State = InboxEventState.Waiting;
        }
    }

    /// <summary>Of each conversation the oldest, when nobody has it.</summary>
    public List<ModelEvent> Claimable() =>
    [
        .. Pending.Where(held => held.State == InboxEventState.Waiting || (held.State == InboxEventState.Claimed && held.LeaseEnds <= Now))
            .Where(held => !Pending.Any(other => other.EntryId < held.EntryId && other.SharesConversationWith(held))),
    ];

    public TimeSpan? NextDue()
    {
        var next = Pending.Where(held => held.State == InboxEventState.AwaitingRetry).Select(held => held.Due)
            .Concat(Pending.Where(held => held.State == InboxEventState.Claimed).Select(held => held.LeaseEnds))
            .Select(due => (TimeSpan?)(due - Now))
            .Min();
        return next < TimeSpan.Zero ? TimeSpan.Zero : next;
    }

    public void Settle(ModelEvent held, Settlement settlement)
    {
        switch (settlement)
        {
            case Settlement.Completed:
                Events.Remove(held);
                break;

            case Settlement.Retry retry:
                held.State = InboxEventState.AwaitingRetry;
                held.Due = Now + retry.Delay;
                held.Progress = retry.Progress;
                held.History.Add(new FailedAttempt(held.Attempts, Now, retry.Error));
                break;

            case Settlement.Abandoned abandoned:
                held.State = InboxEventState.Waiting;
                held.Attempts--;
                held.Progress = abandoned.Progress;
                break;

            case Settlement.Dead dead:
                held.State = InboxEventState.Dead;
                held.Death = dead;
                held.DiedAt = Now;
                held.Progress = dead.Progress;
                held.History.Add(new FailedAttempt(held.Attempts, Now, dead.Error));
                break;
        }
    }

    /// <summary>An event begins anew behind all others, but for the handlers that have succeeded.</summary>
    public void Replay(ModelEvent letter, long entryId)
    {
        Events.Remove(letter);
        Add(new ModelEvent { EntryId = entryId, Delivery = letter.Delivery, Progress = letter.Progress with { Rejected = [] } });
    }

    /// <summary>Nobody of a process that has ended comes back for its events.</summary>
    public void Restart()
    {
        foreach (var orphan in Events.Where(held => held.State == InboxEventState.Claimed))
        {
            orphan.State = InboxEventState.Waiting;
        }
    }

    public ModelEvent? Find(InboxDelivery delivery) => Events.LastOrDefault(held => KeyOf(held.Delivery) == KeyOf(delivery));

    private void Add(ModelEvent added)
    {
        Events.Should().NotContain(held => held.EntryId >= added.EntryId, "entry numbers grow in the order of acceptance");
        Events.Add(added);
    }

    private static DeduplicationKey KeyOf(InboxDelivery delivery) => new(delivery.Receiver, delivery.Tenant, delivery.EventId);
}
