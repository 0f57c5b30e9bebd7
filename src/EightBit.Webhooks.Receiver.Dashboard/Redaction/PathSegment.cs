namespace EightBit.Webhooks.Receiver.Dashboard.Redaction;

/// <summary>One step of a path.</summary>
internal readonly record struct PathSegment(SegmentKind Kind, string Name = "", int Index = 0)
{
    /// <summary>
    /// Whether a member is meant. In any case, other than RFC 9535 has it: the platform does not document how it spells its fields, and
    /// what is hidden once too often does no harm.
    /// </summary>
    public bool IsMember(string name) => Kind switch
    {
        SegmentKind.Any => true,
        SegmentKind.Member or SegmentKind.DescendantMember => string.Equals(Name, name, StringComparison.OrdinalIgnoreCase),
        _ => false,
    };

    public bool IsElement(int index) => Kind == SegmentKind.Any || (Kind == SegmentKind.Element && Index == index);
}
