using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace AuditTrail.Chain;

/// <summary>What holds an entry in its place: its number, the hash of the entry before it, and its own.</summary>
/// <param name="Seq">Its number, from 1.</param>
/// <param name="Prev">The hash of the entry before it.</param>
/// <param name="Hash">The hash that it states.</param>
/// <param name="IsHashRight">Whether its bytes have the hash that it states.</param>
internal readonly record struct ChainLink(long Seq, string Prev, string Hash, bool IsHashRight)
{
    /// <summary>What the first entry is chained to.</summary>
    public static readonly string Genesis = new('0', HashDigits);

    private const int HashDigits = 2 * SHA256.HashSizeInBytes;

    private static ReadOnlySpan<byte> BeforeSeq => "{\"seq\":"u8;

    private static ReadOnlySpan<byte> BeforePrev => ",\"prev\":\""u8;

    private static ReadOnlySpan<byte> BeforeHash => ",\"hash\":\""u8;

    private static ReadOnlySpan<byte> AfterHash => "\"}"u8;

    /// <summary>Ends an entry with the hash of all of its bytes so far, which hold the hash of the entry before it.</summary>
    /// <param name="json">The entry as a JSON object, beginning with <c>seq</c> and <c>prev</c>.</param>
    /// <param name="hash">The hash.</param>
    /// <returns>The line to write.</returns>
    public static byte[] Seal(ReadOnlySpan<byte> json, out string hash)
    {
        var open = json[..^1]; // without the closing brace
        hash = Convert.ToHexStringLower(SHA256.HashData(open));
        return [.. open, .. BeforeHash, .. Encoding.ASCII.GetBytes(hash), .. AfterHash, (byte)'\n'];
    }

    /// <param name="line">A line without its end.</param>
    /// <returns>Null when the line is no entry. The form is strict: whoever writes entries in another form has not written them here.</returns>
    public static ChainLink? Parse(ReadOnlySpan<byte> line)
    {
        var hashAt = line.Length - AfterHash.Length - HashDigits;
        var sealAt = hashAt - BeforeHash.Length;
        if (sealAt < 0 || !line.EndsWith(AfterHash) || !line[sealAt..].StartsWith(BeforeHash) || !line.StartsWith(BeforeSeq))
        {
            return null;
        }

        var rest = line[BeforeSeq.Length..sealAt];
        if (!Utf8Parser.TryParse(rest, out long seq, out var digits) || !rest[digits..].StartsWith(BeforePrev))
        {
            return null;
        }

        rest = rest[(digits + BeforePrev.Length)..];
        if (rest.Length < HashDigits)
        {
            return null;
        }

        var hash = Encoding.ASCII.GetString(line.Slice(hashAt, HashDigits));
        var isRight = hash == Convert.ToHexStringLower(SHA256.HashData(line[..sealAt]));
        return new ChainLink(seq, Encoding.ASCII.GetString(rest[..HashDigits]), hash, isRight);
    }

    public bool Follows(long seq, string hash) => IsHashRight && Seq == seq + 1 && Prev == hash;
}
