namespace EightBit.Webhooks.Receiver.Redaction.Selecting;

/// <summary>What one step of a path goes to.</summary>
internal enum SegmentKind
{
    /// <summary>A member of that name.</summary>
    Member,

    /// <summary>A member of that name, however deep.</summary>
    DescendantMember,

    /// <summary>The element at that index.</summary>
    Element,

    /// <summary>Every member or element.</summary>
    Any,
}
