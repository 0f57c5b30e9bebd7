using System.IO.Pipelines;

namespace Fuzz.Targets.Requests.Wire;

/// <summary>Tells when the server waits for more: then everything before is answered, or its body is not complete.</summary>
internal sealed class DrivenReader : PipeReader
{
    private readonly PipeReader _reader;
    private readonly Action _onWaiting;

    public DrivenReader(PipeReader reader, Action onWaiting)
    {
        _reader = reader;
        _onWaiting = onWaiting;
    }

    public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        var reading = _reader.ReadAsync(cancellationToken);
        if (!reading.IsCompleted)
        {
            _onWaiting();
        }

        return reading;
    }

    public override bool TryRead(out ReadResult result) => _reader.TryRead(out result);

    public override void AdvanceTo(SequencePosition consumed) => _reader.AdvanceTo(consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined) => _reader.AdvanceTo(consumed, examined);

    public override void CancelPendingRead() => _reader.CancelPendingRead();

    public override void Complete(Exception? exception = null) => _reader.Complete(exception);
}
