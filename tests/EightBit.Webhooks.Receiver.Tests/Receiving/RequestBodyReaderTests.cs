using System.IO.Pipelines;
using EightBit.Webhooks.Receiver.Receiving;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace EightBit.Webhooks.Receiver.Tests.Receiving;

public sealed class RequestBodyReaderTests
{
    /// <summary>Kestrel logs what its abort notification throws as an unhandled exception of the application: anybody could fill its log.</summary>
    [Fact]
    public async Task ReadAsync_StreamResetBySender_LetsTheAbortNotificationBe()
    {
        using var sender = new CancellationTokenSource();
        var context = new DefaultHttpContext { RequestAborted = sender.Token };
        context.Request.Body = new Pipe().Reader.AsStream();
        context.Features.Set<IRequestBodyPipeFeature>(new ResetStream());
        using var budget = new AcknowledgementBudget(context, TimeSpan.FromMinutes(1), TimeProvider.System);
        var reading = RequestBodyReader.ReadAsync(context.Request, 1_000, budget).AsTask();

        sender.Invoking(source => source.Cancel()).Should().NotThrow();

        (await reading).Refusal.Should().NotBeNull();
    }

    /// <summary>As in Kestrel: once the sender has reset an HTTP/2 stream, whatever is done with its reader throws.</summary>
    private sealed class ResetStream : PipeReader, IRequestBodyPipeFeature
    {
        private readonly TaskCompletionSource<ReadResult> _reading = new();

        public PipeReader Reader => this;

        public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default) => new(_reading.Task);

        public override void CancelPendingRead()
        {
            var reset = new IOException("The client reset the request stream.");
            _reading.TrySetException(reset);
            throw reset;
        }

        public override void AdvanceTo(SequencePosition consumed) => throw new NotSupportedException();

        public override void AdvanceTo(SequencePosition consumed, SequencePosition examined) => throw new NotSupportedException();

        public override void Complete(Exception? exception = null) => throw new NotSupportedException();

        public override bool TryRead(out ReadResult result) => throw new NotSupportedException();
    }
}
