using Microsoft.Extensions.Primitives;

namespace EightBit.Webhooks.Receiver.Freshness;

/// <summary>Is the delivery's timestamp header within the tolerance, either way?</summary>
internal static class TimestampWindow
{
    public static FreshnessVerdict Check(StringValues header, DateTimeOffset now, TimeSpan tolerance, out DateTimeOffset sentAt)
    {
        sentAt = default;
        if (StringValues.IsNullOrEmpty(header))
        {
            return FreshnessVerdict.Missing;
        }

        if (header.Count > 1 || !TimestampHeader.TryParse(header[0], out sentAt))
        {
            return FreshnessVerdict.Malformed;
        }

        if (now - sentAt > tolerance)
        {
            return FreshnessVerdict.Stale;
        }

        return sentAt - now > tolerance ? FreshnessVerdict.InFuture : FreshnessVerdict.Fresh;
    }
}
