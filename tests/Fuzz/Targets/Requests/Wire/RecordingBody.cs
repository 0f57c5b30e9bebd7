using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;

namespace Fuzz.Targets.Requests.Wire;

/// <summary>The server's own body reader, and a copy of what was taken from it: what a signature has to be for.</summary>
internal sealed class RecordingBody : PipeReader, IRequestBodyPipeFeature
{
    private readonly PipeReader _body;
    private readonly ArrayBufferWriter<byte> _taken = new();
    private ReadOnlySequence<byte> _last;

    public RecordingBody(PipeReader body) => _body = body;

    public PipeReader Reader => this;

    public ReadOnlySpan<byte> Taken => _taken.WrittenSpan;

    public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
        => Remember(await _body.ReadAsync(cancellationToken));

    public override bool TryRead(out ReadResult result)
    {
        var isThere = _body.TryRead(out result);
        Remember(result);
        return isThere;
    }

    public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
    {
        foreach (var segment in _last.Slice(_last.Start, consumed))
        {
            _taken.Write(segment.Span);
        }

        _body.AdvanceTo(consumed, examined);
    }

    public override void CancelPendingRead() => _body.CancelPendingRead();

    public override void Complete(Exception? exception = null) => _body.Complete(exception);

    private ReadResult Remember(in ReadResult result)
    {
        _last = result.Buffer;
        return result;
    }
}
