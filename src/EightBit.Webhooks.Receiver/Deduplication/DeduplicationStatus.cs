namespace EightBit.Webhooks.Receiver.Deduplication;

/// <summary>What a store knows of an id. 0 is none of them, so that a store which forgot to answer lets nothing through.</summary>
public enum DeduplicationStatus
{
    /// <summary>The caller has it now, until it completes or releases it or the lease expires.</summary>
    Claimed = 1,

    /// <summary>Somebody else has claimed it and not yet completed it.</summary>
    InProgress = 2,

    /// <summary>It was completed within its retention.</summary>
    Completed = 3,
}
