using AuditTrail.Chain;

namespace AuditTrail.Verifying;

/// <summary>Follows the chain from its first entry and names the first one that is not as it was written.</summary>
internal sealed class ChainVerifier
{
    private readonly IEnumerator<TrailLine> _lines;
    private readonly string? _knownHead;
    private ChainHead _head = ChainHead.None;
    private long? _knownEntries;
    private long _line;

    private ChainVerifier(IEnumerator<TrailLine> lines, string? knownHead)
    {
        _lines = lines;
        _knownHead = knownHead;
        _knownEntries = knownHead == ChainLink.Genesis ? 0 : null;
    }

    /// <param name="trail">The trail.</param>
    /// <param name="knownHead">The hash that some entry must have, as it was published once; null when there is none.</param>
    public static ChainVerdict Verify(Stream trail, string? knownHead)
    {
        using var lines = LineReader.Read(trail).GetEnumerator();
        return new ChainVerifier(lines, knownHead).Verify();
    }

    private ChainVerdict Verify()
    {
        while (_lines.MoveNext())
        {
            _line++;
            var line = _lines.Current;
            if (!line.IsComplete)
            {
                return Conclude(line.Length);
            }

            var link = ChainLink.Parse(line.Bytes);
            if (link is not { } found || !found.Follows(_head.Entries, _head.Head))
            {
                return new ChainVerdict(_head, $"line {_line}: {Explain(link)}");
            }

            _head = new ChainHead(found.Seq, found.Hash);
            _knownEntries = found.Hash == _knownHead ? found.Seq : _knownEntries;
        }

        return Conclude(tornBytes: 0);
    }

    private ChainVerdict Conclude(long tornBytes)
        => _knownHead is not null && _knownEntries is null
            ? new ChainVerdict(_head, $"no entry has the head {_knownHead}: entries were cut off at the end, or the chain was made anew", tornBytes)
            : new ChainVerdict(_head, null, tornBytes, _knownEntries);

    private string Explain(ChainLink? link)
    {
        var expected = _head.Entries + 1;
        if (link is { IsHashRight: true, Seq: var seq } && seq < expected)
        {
            return $"entry {seq} stands here again: it was inserted";
        }

        // If the entry that belongs here comes later, what stands here is out of place; if it does not, it was changed or is gone.
        var comesLater = NextComesLater();
        return link switch
        {
            null when !comesLater => $"entry {expected} was changed: it is no entry any more",
            { IsHashRight: false } when !comesLater => $"entry {expected} was changed: its content does not have the hash that it states",
            { IsHashRight: true } moved when moved.Seq > expected && comesLater => $"the order was changed: entry {moved.Seq} stands before entry {expected}",
            { IsHashRight: true } next when next.Seq > expected => next.Seq == expected + 1
                ? $"entry {expected} was removed"
                : $"entries {expected} to {next.Seq - 1} were removed",
            _ when comesLater => $"what stands here before entry {expected} was inserted",
            _ when _head.Entries == 0 => "entry 1 was changed: it does not begin the chain",
            _ => $"entry {_head.Entries} was changed and given a new hash: entry {expected} was chained to another one",
        };
    }

    private bool NextComesLater()
    {
        while (_lines.MoveNext())
        {
            if (_lines.Current.IsComplete && ChainLink.Parse(_lines.Current.Bytes) is { } link && link.Follows(_head.Entries, _head.Head))
            {
                return true;
            }
        }

        return false;
    }
}
