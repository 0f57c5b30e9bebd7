namespace EightBit.Webhooks.Receiver.Dashboard.Charts;

/// <summary>What the charts are drawn from.</summary>
internal sealed record SeriesAnswer(DateTimeOffset Since, int StepSeconds, IReadOnlyList<SeriesPoint> Points);
