namespace EightBit.Webhooks.Receiver.Testing.Tests.Compliance.Faults;

/// <summary>What is wrong with a store.</summary>
public enum StoreFault
{
    None,
    LooksUpAndThenWrites,
    ReleasesNothing,
    KeepsClaimsForEver,
    RefusesLateCompletion,
    LetsStaleTokensComplete,
    LetsStaleTokensRelease,
    UsesOneToken,
    KeepsIdsOnlyForTheLease,
    KeepsIdsForEver,
    CountsTheRetentionFromTheClaim,
    JoinsKeys,
    LeavesOutTheTenant,
    IgnoresCase,
}
