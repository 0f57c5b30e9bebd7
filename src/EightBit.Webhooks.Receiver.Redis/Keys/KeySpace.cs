using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using EightBit.Webhooks.Receiver.Inbox;
using StackExchange.Redis;

namespace EightBit.Webhooks.Receiver.Redis.Keys;

/// <summary>
/// Which partition something belongs to, and what its keys begin with: <c>PREFIX{0}:</c>. The braces are Redis Cluster's hash tag.
/// </summary>
internal sealed class KeySpace
{
    private readonly RedisKey[] _partitions;
    private readonly RedisKey[] _layouts;

    public KeySpace(string prefix, int partitions)
    {
        Prefix = prefix;
        Layout = Keys.Layout.Of(partitions);
        _partitions = [.. Enumerable.Range(0, partitions).Select(number => (RedisKey)$"{prefix}{{{number}}}:")];
        _layouts = [.. _partitions.Select(partition => partition.Append("layout"))];
    }

    public string Prefix { get; }

    public int Count => _partitions.Length;

    public RedisKey this[int partition] => _partitions[partition];

    /// <summary>What all nodes must agree on.</summary>
    public string Layout { get; }

    /// <summary>Where a partition says so. Where it no longer does, its data is gone or has moved.</summary>
    public RedisKey LayoutOf(int partition) => _layouts[partition];

    /// <summary>A conversation stays in one partition; an event without one goes by its id.</summary>
    public int PartitionOf(InboxDelivery delivery) => PartitionOf(delivery.OrderingKey ?? delivery.EventId);

    /// <summary>The same on every machine and in every version: events are looked for where they were put.</summary>
    public int PartitionOf(string text)
        => Count == 1 ? 0 : (int)(BinaryPrimitives.ReadUInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text))) % (uint)Count);

    /// <summary>One number for an entry of any partition. With one partition it is the entry's own.</summary>
    public long EntryIdOf(int partition, long seq) => ((seq - 1) * Count) + partition + 1;

    public (int Partition, long Seq) Find(long entryId)
    {
        var (seq, partition) = Math.DivRem(entryId - 1, Count);
        return ((int)partition, seq + 1);
    }

    /// <summary>The last number of a partition that is not beyond an entry of any partition.</summary>
    public long SeqAtOrBefore(int partition, long entryId)
    {
        var (itsPartition, seq) = Find(entryId);
        return entryId < 1 ? 0 : itsPartition >= partition ? seq : seq - 1;
    }
}
