namespace EightBit.Webhooks.Receiver.Redaction.Selecting;

/// <summary>One step of a path.</summary>
internal readonly record struct PathSegment(SegmentKind Kind, MemberName Name = default, int Index = 0)
{
    public bool IsMember(MemberName name)
        => Kind == SegmentKind.Any || (Kind is SegmentKind.Member or SegmentKind.DescendantMember && Name == name);

    public bool IsElement(int index) => Kind == SegmentKind.Any || (Kind == SegmentKind.Element && Index == index);
}
