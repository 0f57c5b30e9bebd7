namespace EightBit.Webhooks.Receiver.Dashboard.Charts;

/// <summary>How long answers took in one stretch of time.</summary>
internal sealed record AcknowledgementTimes(long Count, double P50Ms, double P99Ms, double MaxMs)
{
    public static AcknowledgementTimes? Of(LatencyCounts counts)
        => counts.Count == 0 ? null : new(counts.Count, counts.Percentile(0.5), counts.Percentile(0.99), counts.MaxMs);
}
