namespace Load.Clients;

/// <summary>What a client saw. Latencies in microseconds.</summary>
internal sealed record ClientFigures(long Answered, double Seconds, long Refused, long Failed, double P50, double P99, double P999)
{
    public double PerSecond => Answered / Seconds;
}
