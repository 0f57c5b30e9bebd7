using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using EightBit.Webhooks.Receiver.Signatures;

namespace Micro;

/// <summary>
/// What verification does beside the HMAC, by itself: as the difference of two large figures it drowns in their noise.
/// </summary>
[MemoryDiagnoser]
public class SignatureWithoutHmacBenchmarks
{
    private readonly byte[] _digest = RandomNumberGenerator.GetBytes(SignatureVerifier.DigestBytes);
    private string _header = "";

    [GlobalSetup]
    public void Setup()
    {
        _header = "sha256=" + Convert.ToHexStringLower(_digest);
        if (!ParseAndCompare())
        {
            throw new InvalidOperationException("The header is not the digest.");
        }
    }

    [Benchmark]
    public bool ParseAndCompare()
    {
        Span<byte> claimed = stackalloc byte[SignatureVerifier.DigestBytes];
        return SignatureHeader.TryParse(_header, claimed) && SignatureVerifier.AreEqual(_digest, claimed);
    }
}
