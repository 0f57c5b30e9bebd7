namespace EightBit.Webhooks.Receiver.Freshness;

/// <summary>What the timestamps of a delivery say.</summary>
internal enum FreshnessVerdict
{
    Fresh,
    Missing,
    Malformed,
    Stale,
    InFuture,
    Expired,
}
