using AuditTrail.Chain;

namespace AuditTrail.Verifying;

/// <summary>What a verification has found.</summary>
/// <param name="Head">The last entry up to which all is well.</param>
/// <param name="Problem">The first thing that is not, if any.</param>
/// <param name="TornBytes">Of an unfinished line at the end.</param>
/// <param name="KnownEntries">How many entries there are up to the head that was asked for; null when none was.</param>
internal sealed record ChainVerdict(ChainHead Head, string? Problem, long TornBytes = 0, long? KnownEntries = null)
{
    public bool IsIntact => Problem is null;
}
