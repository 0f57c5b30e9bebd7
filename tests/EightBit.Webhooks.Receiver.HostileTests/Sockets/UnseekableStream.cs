namespace EightBit.Webhooks.Receiver.HostileTests.Sockets;

/// <summary>Zeros whose number nobody knows before they end, so that a body made of them has no announced length.</summary>
internal sealed class UnseekableStream : MemoryStream
{
    public UnseekableStream(int length)
        : base(new byte[length], writable: false)
    {
    }

    public override bool CanSeek => false;
}
