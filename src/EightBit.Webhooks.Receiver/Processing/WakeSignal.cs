using System.Threading.Channels;

namespace EightBit.Webhooks.Receiver.Processing;

/// <summary>Remembers that something has happened until somebody asks.</summary>
internal sealed class WakeSignal
{
    private readonly Channel<bool> _pending = Channel.CreateBounded<bool>(1);

    public void Set() => _pending.Writer.TryWrite(true);

    public void Reset() => _pending.Reader.TryRead(out _);

    public Task WaitAsync(CancellationToken cancellationToken) => _pending.Reader.WaitToReadAsync(cancellationToken).AsTask();
}
