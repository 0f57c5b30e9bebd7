using EightBit.Webhooks.Cli.Sending;
using EightBit.Webhooks.Cli.Simulating.Measuring;
using EightBit.Webhooks.Cli.Simulating.Reporting.Figures;

namespace EightBit.Webhooks.Cli.Simulating.Reporting;

/// <summary>What a run has shown. Its shape as JSON is documented in docs/cli.md: properties are added, never changed.</summary>
internal sealed record SimulationReport
{
    public int Version { get; init; } = 1;

    public required string Url { get; init; }

    public required int Seed { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required bool Interrupted { get; init; }

    /// <summary>From the first attempt to the last answer.</summary>
    public required double DurationSeconds { get; init; }

    public required EventFigures Events { get; init; }

    public required AttemptFigures Attempts { get; init; }

    public required DuplicateFigures Duplicates { get; init; }

    public required AcknowledgementFigures Acknowledgement { get; init; }

    public required RateFigures Rate { get; init; }

    /// <summary>How often each answer came, the most frequent first. At most 51 kinds.</summary>
    public required IReadOnlyList<AnswerFigure> Answers { get; init; }

    /// <summary>The first 20 events that have failed for good.</summary>
    public required IReadOnlyList<FailureFigure> Failures { get; init; }

    /// <summary>For the charts.</summary>
    internal TallySnapshot? Source { get; init; }

    public static SimulationReport Of(SimulationSettings settings, TallySnapshot so, DateTimeOffset startedAt, bool interrupted) => new()
    {
        Url = settings.Target.Url.ToString(),
        Seed = settings.Seed,
        StartedAt = startedAt,
        Interrupted = interrupted,
        DurationSeconds = Rounded(so.Elapsed.TotalSeconds),
        Events = new EventFigures(so.Sent, so.Delivered, so.DeliveredAtOnce, so.DeliveredAfterRetries, so.FailedForGood, so.Undecided),
        Attempts = new AttemptFigures(so.Attempts, so.Retries, new ReasonFigures(so.FailedByStatus, so.FailedByTimeout, so.FailedByConnection)),
        Duplicates = new DuplicateFigures(so.DuplicatesSent, so.DuplicatesAtOnce, so.DuplicatesAcknowledged, so.DuplicatesFailed),
        Acknowledgement = Acknowledged(so.Acknowledgements),
        Rate = new RateFigures(settings.Rate.PerSecond, PerSecond(so.Sent, so.Sending), PerSecond(so.Attempts, so.Elapsed)),
        Answers = [.. so.Answers.OrderByDescending(pair => pair.Value).Select(pair => new AnswerFigure(pair.Key.Status, pair.Key.Code, pair.Value))],
        Failures = [.. so.Failures.Select(failed => new FailureFigure(failed.Id, failed.Type, Reason(failed.Result), failed.Status, failed.Code))],
        Source = so,
    };

    private static AcknowledgementFigures Acknowledged(LatencyHistogram histogram)
    {
        double? Milliseconds(TimeSpan time) => histogram.Count == 0 ? null : Rounded(time.TotalMilliseconds);
        return new AcknowledgementFigures(
            histogram.Count,
            Milliseconds(histogram.Percentile(0.5)),
            Milliseconds(histogram.Percentile(0.95)),
            Milliseconds(histogram.Percentile(0.99)),
            Milliseconds(histogram.Max),
            DeliverySender.TimeLimit.TotalMilliseconds);
    }

    private static string Reason(AttemptResult result) => result switch
    {
        AttemptResult.Status => "status",
        AttemptResult.Timeout => "timeout",
        _ => "connection",
    };

    private static double PerSecond(long count, TimeSpan time) => time > TimeSpan.Zero ? Rounded(count / time.TotalSeconds) : 0;

    private static double Rounded(double number) => Math.Round(number, 3);
}
