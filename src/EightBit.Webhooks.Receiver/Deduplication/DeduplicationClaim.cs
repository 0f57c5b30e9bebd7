namespace EightBit.Webhooks.Receiver.Deduplication;

/// <summary>The answer to a claim.</summary>
/// <param name="Status">Whether the caller may go on.</param>
/// <param name="Token">The fencing token of the claim; 0 unless <see cref="DeduplicationStatus.Claimed"/>.</param>
public readonly record struct DeduplicationClaim(DeduplicationStatus Status, long Token);
