namespace EightBit.Webhooks.Receiver.PropertyTests.Inbox;

/// <summary>
/// What a receiver, a processor or an operator may do. Leases and dead letters are given by number, so that a shrunk case reads well: of leases
/// 0 is the last one that was got, 1 the one before; of dead letters 0 is the oldest.
/// </summary>
internal abstract record InboxStep
{
    /// <param name="Key">One of a few events: receiver, tenant and id.</param>
    /// <param name="Conversation">0 for none.</param>
    /// <param name="Bytes">The length of the body.</param>
    /// <param name="RememberSeconds">How long the id is to be remembered.</param>
    public sealed record Accept(int Key, int Conversation, int Bytes, int RememberSeconds) : InboxStep;

    public sealed record Claim(int Max, int LeaseSeconds) : InboxStep;

    public sealed record Renew(int Leases, int LeaseSeconds) : InboxStep;

    public sealed record Complete(int Lease) : InboxStep;

    public sealed record Retry(int Lease, int DelaySeconds) : InboxStep;

    public sealed record Abandon(int Lease) : InboxStep;

    public sealed record Bury(int Lease) : InboxStep;

    public sealed record Advance(int Seconds) : InboxStep;

    public sealed record Find(int Key) : InboxStep;

    /// <param name="Receiver">0 for all.</param>
    /// <param name="Take">How many at most.</param>
    public sealed record ListRetries(int Receiver, int Take) : InboxStep;

    /// <param name="Receiver">0 for all.</param>
    /// <param name="After">Behind which dead letter the page begins; 0 for the first page.</param>
    /// <param name="Take">How many at most.</param>
    public sealed record ListDead(int Receiver, int After, int Take) : InboxStep;

    public sealed record Replay(int Letter) : InboxStep;

    public sealed record Purge(int Letter) : InboxStep;

    /// <summary>The application's process ends in good order and another one opens the same data, if the inbox has any.</summary>
    public sealed record Restart : InboxStep;

    /// <summary>What has expired is deleted, by an inbox that does so.</summary>
    public sealed record Clean : InboxStep;
}
