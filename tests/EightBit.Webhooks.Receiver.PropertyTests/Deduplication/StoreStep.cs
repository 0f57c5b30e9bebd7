namespace EightBit.Webhooks.Receiver.PropertyTests.Deduplication;

/// <summary>What a caller of a deduplication store may do. Ids and claims are given by number, so that a shrunk case reads well.</summary>
internal abstract record StoreStep
{
    public sealed record Claim(int Id, int LeaseSeconds) : StoreStep;

    /// <param name="Back">Which claim: 0 is the last one that was got, 1 the one before.</param>
    /// <param name="RetentionSeconds">How long the id is to be remembered.</param>
    public sealed record Complete(int Back, int RetentionSeconds) : StoreStep;

    public sealed record Release(int Back) : StoreStep;

    public sealed record Advance(int Seconds) : StoreStep;
}
