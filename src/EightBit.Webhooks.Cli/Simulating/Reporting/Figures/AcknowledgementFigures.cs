namespace EightBit.Webhooks.Cli.Simulating.Reporting.Figures;

/// <summary>How long 2xx took, in milliseconds; at most 0.8 % above the truth, the maximum exact. Null where there was none.</summary>
internal sealed record AcknowledgementFigures(long Count, double? P50Ms, double? P95Ms, double? P99Ms, double? MaxMs, double LimitMs);
