namespace AuditTrail.Chain;

/// <summary>How far the index has read the trail.</summary>
internal sealed record IndexPosition(long Offset, ChainHead Head)
{
    public static readonly IndexPosition Start = new(0, ChainHead.None);
}
