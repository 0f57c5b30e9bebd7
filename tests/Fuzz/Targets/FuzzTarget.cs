namespace Fuzz.Targets;

/// <summary>A target by name.</summary>
/// <param name="Name">As on the command line, and the name of its folder in the corpus.</param>
/// <param name="Share">How many of a thousand inputs it gets where all targets are fed: the fewer, the slower it is.</param>
/// <param name="Create">Makes it, with all that it needs.</param>
internal sealed record FuzzTarget(string Name, int Share, Func<IFuzzed> Create)
{
    /// <summary>Not <see cref="string.GetHashCode()"/>, which is another one in each process.</summary>
    public int SeedFrom(int seed) => Name.Aggregate(seed, (mixed, character) => unchecked((mixed * 16777619) ^ character));
}
