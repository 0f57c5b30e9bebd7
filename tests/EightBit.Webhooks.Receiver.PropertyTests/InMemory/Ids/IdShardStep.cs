namespace EightBit.Webhooks.Receiver.PropertyTests.InMemory.Ids;

/// <summary>What the store may do to a shard.</summary>
internal abstract record IdShardStep
{
    public sealed record Add(int Id, int ExpiresIn, bool Completed) : IdShardStep;

    public sealed record Remove(int Id) : IdShardStep;

    public sealed record CleanUp : IdShardStep;

    public sealed record Advance(int By) : IdShardStep;
}
