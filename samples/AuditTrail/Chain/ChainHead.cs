namespace AuditTrail.Chain;

/// <summary>The end of the chain: who has kept it elsewhere can tell later that nothing up to here was changed or cut off.</summary>
internal sealed record ChainHead(long Entries, string Head)
{
    public static readonly ChainHead None = new(0, ChainLink.Genesis);
}
