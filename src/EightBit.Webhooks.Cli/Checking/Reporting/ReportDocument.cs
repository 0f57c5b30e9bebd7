namespace EightBit.Webhooks.Cli.Checking.Reporting;

/// <summary>What <c>--json</c> prints. Fields are added, never changed or taken away, without a new <see cref="Format"/>.</summary>
internal sealed record ReportDocument
{
    public int Format { get; init; } = 1;

    public required string Url { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>False when it was interrupted.</summary>
    public required bool Complete { get; init; }

    public required Counts Summary { get; init; }

    public required IReadOnlyList<Line> Checks { get; init; }

    internal sealed record Counts(int Pass, int Fail, int Advice, int NotVisible);

    internal sealed record Line(string Id, string Outcome, string Title, string Reason, string Sends, string Why, string Source, int ElapsedMs);
}
