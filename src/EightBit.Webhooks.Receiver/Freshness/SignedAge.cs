namespace EightBit.Webhooks.Receiver.Freshness;

/// <summary>Is the event, by the time that its signed body states, within the time that its id is remembered?</summary>
/// <remarks>
/// The timestamp header is not signed, so a captured delivery can be sent again with a fresh one at any later time. Its id
/// stops it while the id is remembered; its signed age stops it from then on. The two overlap because the id is remembered
/// from the later of arrival and signed time, and for a margin beyond the retention.
/// </remarks>
internal static class SignedAge
{
    /// <summary>
    /// A replay that passes the age check at the last moment reaches the inbox later, by the acknowledgement budget at most; and
    /// machines that share an inbox do not agree on the time to the second.
    /// </summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    public static FreshnessVerdict Check(DateTimeOffset? createdAt, DateTimeOffset now, TimeSpan retention)
    {
        if (createdAt is not { } created)
        {
            return FreshnessVerdict.Missing;
        }

        if (now - created > retention)
        {
            return FreshnessVerdict.Expired;
        }

        return created - now > retention ? FreshnessVerdict.InFuture : FreshnessVerdict.Fresh;
    }

    /// <summary>How long an id must be remembered so that the event is expired by the time it is forgotten.</summary>
    public static TimeSpan RememberFor(DateTimeOffset? createdAt, DateTimeOffset now, TimeSpan retention)
        => Margin + (createdAt is { } created && created > now ? retention + (created - now) : retention);
}
