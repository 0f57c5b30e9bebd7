namespace EightBit.Webhooks.Cli.Simulating.Reporting.Figures;

/// <param name="Sent">All of them. They are sent once, and not again when they fail.</param>
/// <param name="Concurrent">Those of them that went out at the same time as what they repeat.</param>
/// <param name="Acknowledged">Answered 2xx.</param>
/// <param name="Failed">Not answered, or with something else.</param>
internal sealed record DuplicateFigures(long Sent, long Concurrent, long Acknowledged, long Failed);
