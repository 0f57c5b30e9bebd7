namespace EightBit.Webhooks.Cli.Simulating.Reporting.Figures;

/// <param name="Total">All that have ended, those of duplicates among them.</param>
/// <param name="Retries">Those after an event's first.</param>
/// <param name="Failed">Failed ones of events, not of duplicates.</param>
internal sealed record AttemptFigures(long Total, long Retries, ReasonFigures Failed);
