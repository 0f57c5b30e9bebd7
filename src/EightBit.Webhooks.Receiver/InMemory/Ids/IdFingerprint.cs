using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using EightBit.Webhooks.Receiver.Deduplication;

namespace EightBit.Webhooks.Receiver.InMemory.Ids;

/// <summary>
/// Stands for an id: bits of a SHA-256 that begins with a key of this process. Of ten million ids, two share those that count with a chance
/// of 1 in 10^20, and nobody outside the process can look for two that do.
/// </summary>
internal readonly record struct IdFingerprint(uint Shard, uint Middle, ulong Low)
{
    private const int KeyBytes = 16;
    private const int LengthBytes = 8;
    private const int MostOnStack = 256;

    private static readonly byte[] Key = RandomNumberGenerator.GetBytes(KeyBytes);

    public static IdFingerprint Of(in DeduplicationKey key)
    {
        var length = KeyBytes + LengthBytes + (sizeof(char) * (key.Receiver.Length + (key.Tenant?.Length ?? 0) + key.EventId.Length));
        byte[]? rented = null;
        var buffer = length <= MostOnStack ? stackalloc byte[MostOnStack] : rented = ArrayPool<byte>.Shared.Rent(length);
        Write(key, buffer[..length]);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(buffer[..length], hash);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        return new IdFingerprint(
            BinaryPrimitives.ReadUInt32LittleEndian(hash),
            BinaryPrimitives.ReadUInt32LittleEndian(hash[4..]),
            BinaryPrimitives.ReadUInt64LittleEndian(hash[8..]));
    }

    // The lengths in front keep apart what would read alike: receiver "ab" of tenant "c", and "a" of "bc"; no tenant, and an empty one.
    private static void Write(in DeduplicationKey key, Span<byte> buffer)
    {
        Key.CopyTo(buffer);
        BinaryPrimitives.WriteInt32LittleEndian(buffer[KeyBytes..], key.Receiver.Length);
        BinaryPrimitives.WriteInt32LittleEndian(buffer[(KeyBytes + 4)..], key.Tenant?.Length ?? -1);
        var text = buffer[(KeyBytes + LengthBytes)..];
        foreach (var part in (ReadOnlySpan<string?>)[key.Receiver, key.Tenant, key.EventId])
        {
            var bytes = MemoryMarshal.AsBytes(part.AsSpan());
            bytes.CopyTo(text);
            text = text[bytes.Length..];
        }
    }
}
