using System.Net;

namespace EightBit.Webhooks.Receiver.HostileTests.Sockets;

/// <summary>A body of which a few bytes come and then nothing, until nobody waits for it any more.</summary>
internal sealed class EndlessContent : HttpContent
{
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        await stream.WriteAsync("{\"id\":"u8.ToArray(), cancellationToken);
        await stream.FlushAsync(cancellationToken);
        await Task.Delay(Timeout.Infinite, cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
