namespace EightBit.Webhooks.Receiver.Testing.Samples;

/// <summary>Ids as the platform might write them: what it is, and 24 hex digits.</summary>
internal sealed class SampleIds
{
    private const int RandomBytes = 12;

    private readonly Random _random;

    public SampleIds(Random random) => _random = random;

    /// <summary>Ids that no other run has. Safe for concurrent use.</summary>
    public static SampleIds Unique { get; } = new(Random.Shared);

    public string Next(string what)
    {
        Span<byte> bytes = stackalloc byte[RandomBytes];
        _random.NextBytes(bytes);
        return $"{what}_{Convert.ToHexStringLower(bytes)}";
    }
}
