namespace Fuzz.Mutating;

/// <summary>Makes inputs of those of the corpus: the same ones for the same seed, on every machine.</summary>
internal sealed class Mutator
{
    public const int MaxLength = 64 * 1024;

    /// <summary>One change more often than any other number: many of them leave little for what comes after the parser.</summary>
    private static readonly int[] Changes = [1, 1, 1, 1, 2, 2, 4, 8];

    private readonly IReadOnlyList<byte[]> _corpus;
    private readonly Random _random;
    private readonly MutationSource _source;

    public Mutator(IReadOnlyList<byte[]> corpus, IReadOnlyList<byte[]> tokens, int seed)
    {
        _corpus = corpus;
        _random = new Random(seed);
        _source = new MutationSource(_random, corpus, tokens);
    }

    public byte[] Next()
    {
        var input = new List<byte>(_corpus[_random.Next(_corpus.Count)]);
        var changes = Changes[_random.Next(Changes.Length)];
        for (var change = 0; change < changes; change++)
        {
            Mutations.All[_random.Next(Mutations.All.Count)](input, _source);
            if (input.Count > MaxLength)
            {
                input.RemoveRange(MaxLength, input.Count - MaxLength);
            }
        }

        return [.. input];
    }
}
