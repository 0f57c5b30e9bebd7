namespace EightBit.Webhooks.Receiver.Redaction.Selecting;

/// <summary>A path, and how a walk through a document follows it: a set of the segments that are to be met next, one bit for each.</summary>
internal sealed class RedactedPath
{
    /// <summary>One bit is left for "all of them were met".</summary>
    public const int MaxSegments = 63;

    private readonly PathSegment[] _segments;

    public RedactedPath(IReadOnlyCollection<PathSegment> segments)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(segments.Count, MaxSegments);
        _segments = [.. segments];
    }

    /// <summary>At the root, the first segment is to be met.</summary>
    public static ulong AtRoot => 1;

    public bool IsSelected(ulong state) => (state & (1UL << _segments.Length)) != 0;

    public ulong IntoMember(ulong state, MemberName name) => Into(state, segment => segment.IsMember(name));

    public ulong IntoElement(ulong state, int index) => Into(state, segment => segment.IsElement(index));

    private ulong Into(ulong state, Func<PathSegment, bool> isMet)
    {
        var next = 0UL;
        for (var position = 0; position < _segments.Length; position++)
        {
            if ((state & (1UL << position)) == 0)
            {
                continue;
            }

            var segment = _segments[position];
            if (segment.Kind == SegmentKind.DescendantMember)
            {
                next |= 1UL << position; // it may be met further down as well
            }

            if (isMet(segment))
            {
                next |= 1UL << (position + 1);
            }
        }

        return next;
    }
}
