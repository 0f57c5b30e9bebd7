namespace EightBit.Webhooks.Receiver.Deduplication;

/// <summary>What a store knows of an id.</summary>
public enum DeduplicationStatus
{
    /// <summary>The caller has it now, until it completes or releases it or the lease expires.</summary>
    Claimed,

    /// <summary>Somebody else has claimed it and not yet completed it.</summary>
    InProgress,

    /// <summary>It was completed within its retention.</summary>
    Completed,
}
