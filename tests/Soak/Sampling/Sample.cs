namespace Soak.Sampling;

/// <summary>The application at one moment: a figure for each series, NaN where there is none.</summary>
internal sealed record Sample(TimeSpan At, IReadOnlyDictionary<string, double> Figures);
