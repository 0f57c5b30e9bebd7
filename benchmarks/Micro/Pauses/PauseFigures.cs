namespace Micro.Pauses;

/// <summary>Of the single operations of one kind, in microseconds.</summary>
/// <param name="P50">Half of them took no longer.</param>
/// <param name="P999">One in a thousand took longer.</param>
/// <param name="Longest">The longest of all.</param>
/// <param name="LongestUndisturbed">The longest that no collection fell into.</param>
/// <param name="Collections">How many collections there were.</param>
/// <param name="LongestCollection">How long the runtime stood still for the longest of them.</param>
internal sealed record PauseFigures(double P50, double P999, double Longest, double LongestUndisturbed, int Collections, double LongestCollection);
