using System.Security.Cryptography;
using System.Text;
using BenchmarkDotNet.Attributes;
using EightBit.Webhooks.Receiver.Secrets;
using EightBit.Webhooks.Receiver.Signatures;

namespace Micro;

/// <summary>Verification of a header's text over a body, beside the HMAC alone.</summary>
[MemoryDiagnoser]
public class SignatureBenchmarks
{
    private const string Secret = "a-secret-that-the-benchmark-signs-with";

    private readonly byte[] _key = Encoding.UTF8.GetBytes(Secret);
    private readonly WebhookSecret _secret = WebhookSecret.FromText(Secret);
    private byte[] _body = [];
    private string _signature = "";

    [Params(256, 1024, 16 * 1024, 256 * 1024)]
    public int BodyBytes { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _body = RandomNumberGenerator.GetBytes(BodyBytes);
        _signature = WebhookSignature.Sign(_body, _secret);
        if (!Verify())
        {
            throw new InvalidOperationException("The signature does not verify.");
        }
    }

    [Benchmark(Baseline = true)]
    public byte BareHmac()
    {
        Span<byte> digest = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_key, _body, digest);
        return digest[0];
    }

    [Benchmark]
    public bool Verify() => WebhookSignature.Verify(_body, _signature, _secret);
}
