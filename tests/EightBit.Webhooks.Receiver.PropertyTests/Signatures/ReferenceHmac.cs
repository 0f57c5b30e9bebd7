using System.Security.Cryptography;

namespace EightBit.Webhooks.Receiver.PropertyTests.Signatures;

/// <summary>HMAC-SHA256 as RFC 2104 writes it down.</summary>
internal static class ReferenceHmac
{
    private const int BlockBytes = 64;

    public static byte[] Compute(byte[] key, byte[] body)
    {
        var block = new byte[BlockBytes];
        (key.Length > BlockBytes ? SHA256.HashData(key) : key).CopyTo(block, 0);
        byte[] inner = [.. block.Select(value => (byte)(value ^ 0x36)), .. body];
        byte[] outer = [.. block.Select(value => (byte)(value ^ 0x5c)), .. SHA256.HashData(inner)];
        return SHA256.HashData(outer);
    }
}
