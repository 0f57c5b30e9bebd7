namespace EightBit.Webhooks.Cli.Signing;

/// <summary>Whether a signature matches; if not, why.</summary>
/// <param name="IsMatch">It does, as a receiver would see it.</param>
/// <param name="Explanation">Otherwise: the mistakes that explain it, each with what to do; or what was tried without success.</param>
internal sealed record Finding(bool IsMatch, IReadOnlyList<string> Explanation)
{
    public static readonly Finding Match = new(true, []);

    public static Finding Mismatch(params IReadOnlyList<string> explanation) => new(false, explanation);
}
