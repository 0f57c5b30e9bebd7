namespace Fuzz.Mutating;

/// <summary>What a mutation draws from.</summary>
internal sealed class MutationSource
{
    private readonly IReadOnlyList<byte[]> _corpus;
    private readonly IReadOnlyList<byte[]> _tokens;

    public MutationSource(Random random, IReadOnlyList<byte[]> corpus, IReadOnlyList<byte[]> tokens)
    {
        Random = random;
        _corpus = corpus;
        _tokens = tokens;
    }

    public Random Random { get; }

    public byte[] Token() => _tokens[Random.Next(_tokens.Count)];

    public byte[] OtherInput() => _corpus[Random.Next(_corpus.Count)];

    /// <summary>A place in an input, its end included.</summary>
    public int Place(List<byte> input) => Random.Next(input.Count + 1);

    /// <summary>A part of an input, mostly a short one; where the input is empty, nothing.</summary>
    public (int Start, int Length) Part(List<byte> input)
    {
        if (input.Count == 0)
        {
            return (0, 0);
        }

        var start = Random.Next(input.Count);
        var most = input.Count - start;
        return (start, 1 + Random.Next(Random.Next(4) == 0 ? most : Math.Min(most, 16)));
    }

    public byte[] Bytes(int length)
    {
        var bytes = new byte[length];
        Random.NextBytes(bytes);
        return bytes;
    }
}
