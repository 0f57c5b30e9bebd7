using System.IO.Pipelines;
using EightBit.Webhooks.Receiver.Receiving;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.Extensions.Time.Testing;
using NSubstitute;

namespace EightBit.Webhooks.Receiver.Tests.Receiving;

public sealed class RequestBodyReaderTests : IDisposable
{
    private const int Limit = 100;

    private readonly FakeTimeProvider _time = new();
    private readonly CancellationTokenSource _sender = new();
    private readonly Pipe _pipe = new();

    /// <summary>What reading throws, and what it means.</summary>
    public static readonly TheoryData<Exception, string> Faults = new()
    {
        { new BadHttpRequestException("too large", StatusCodes.Status413PayloadTooLarge), "BodyTooLarge" },
        { new BadHttpRequestException("too slow", StatusCodes.Status408RequestTimeout), "BodyTimeout" },
        { new BadHttpRequestException("bad chunk", StatusCodes.Status400BadRequest), "BodyUnreadable" },
        { new ConnectionResetException("gone"), "Aborted" },
        { new OperationCanceledException(), "Aborted" },
        { new ObjectDisposedException("stream"), "BodyAlreadyRead" },
        { new InvalidDataException("not gzip"), "BodyUnreadable" },
    };

    public void Dispose() => _sender.Dispose();

    [Fact]
    public async Task ReadAsync_BodyInPieces_IsReadToItsEnd()
    {
        var reading = ReadAsync(Request(contentLength: null));
        foreach (var piece in new byte[][] { [1, 2], [3], [4, 5, 6] })
        {
            await _pipe.Writer.WriteAsync(piece);
        }

        reading.IsCompleted.Should().BeFalse("more may come");
        await _pipe.Writer.CompleteAsync();

        var read = await reading;
        read.Refusal.Should().BeNull();
        read.Bytes.Should().Equal(1, 2, 3, 4, 5, 6);
    }

    [Theory]
    [InlineData(Limit, null)]
    [InlineData(Limit + 1, "BodyTooLarge")]
    public async Task ReadAsync_ChunkedBodyAtTheLimit_IsRefusedOneByteBeyond(int length, string? refusal)
    {
        var request = Request(contentLength: null);
        await _pipe.Writer.WriteAsync(new byte[length]);
        await _pipe.Writer.CompleteAsync();

        ((await ReadAsync(request)).Refusal?.ToString()).Should().Be(refusal);
    }

    [Fact]
    public async Task ReadAsync_ChunkedBodyThatGrowsBeyondTheLimit_IsRefusedAndLeavesTheReaderToTheServer()
    {
        var reading = ReadAsync(Request(contentLength: null));
        await _pipe.Writer.WriteAsync(new byte[Limit]);
        await _pipe.Writer.WriteAsync(new byte[1]);

        (await reading).Refusal.Should().Be(DeliveryOutcome.BodyTooLarge);

        _pipe.Reader.Invoking(reader => reader.TryRead(out _)).Should().NotThrow("the server drains what is left");
    }

    [Theory]
    [InlineData(Limit, null)]
    [InlineData(Limit + 1, "BodyTooLarge")]
    public async Task ReadAsync_AnnouncedLength_IsRefusedOneByteBeyondTheLimitUnread(int announced, string? refusal)
    {
        var request = Request(announced);
        if (refusal is null)
        {
            await _pipe.Writer.WriteAsync(new byte[announced]);
            await _pipe.Writer.CompleteAsync();
        }

        ((await ReadAsync(request)).Refusal?.ToString()).Should().Be(refusal);
    }

    [Theory]
    [InlineData(5L, "BodyAlreadyRead")]
    [InlineData(0L, null)]
    [InlineData(null, null)]
    public async Task ReadAsync_NothingLeft_WasTakenBeforeIfAnythingWasAnnounced(long? announced, string? refusal)
    {
        var request = Request(announced);
        await _pipe.Writer.CompleteAsync();

        var read = await ReadAsync(request);

        (read.Refusal?.ToString()).Should().Be(refusal);
        read.Bytes.Should().BeEmpty();
    }

    [Fact]
    public async Task ReadAsync_BodyThatIsAllThere_IsReadWhateverBecomesOfTheSender()
    {
        var request = Request(contentLength: 3);
        await _pipe.Writer.WriteAsync(new byte[3]);
        await _pipe.Writer.CompleteAsync();
        await _sender.CancelAsync();

        (await ReadAsync(request)).Bytes.Should().HaveCount(3, "there is nothing to wait for");
    }

    [Fact]
    public async Task ReadAsync_BufferedAndReadBefore_IsRewoundAndLeftOpen()
    {
        var stream = new MemoryStream([1, 2, 3]) { Position = 3 };
        var request = new DefaultHttpContext { Request = { Body = stream, ContentLength = 3 } }.Request;

        (await ReadAsync(request)).Bytes.Should().Equal(1, 2, 3);

        stream.CanRead.Should().BeTrue("an endpoint may still want it");
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task ReadAsync_Fault_BecomesItsOutcome(Exception fault, string outcome)
    {
        var request = Request(contentLength: null);
        await _pipe.Writer.CompleteAsync(fault);

        var read = await ReadAsync(request);

        (read.Refusal?.ToString()).Should().Be(outcome);
        read.Fault.Should().BeSameAs(fault);
    }

    [Theory]
    [InlineData(true, "BodyTimeout")]
    [InlineData(false, "Aborted")]
    public async Task ReadAsync_CancelledByTheRequestTimeoutsMiddleware_IsATimeout(bool byIt, string outcome)
    {
        var request = Request(contentLength: null);
        var feature = Substitute.For<IHttpRequestTimeoutFeature>();
        feature.RequestTimeoutToken.Returns(new CancellationToken(byIt));
        request.HttpContext.Features.Set(feature);
        await _pipe.Writer.CompleteAsync(new OperationCanceledException());

        ((await ReadAsync(request)).Refusal?.ToString()).Should().Be(outcome);
    }

    [Fact]
    public async Task ReadAsync_BodyThatStalls_IsGivenUpWithTheBudget()
    {
        var reading = ReadAsync(Request(contentLength: null));
        await _pipe.Writer.WriteAsync(new byte[1]);

        _time.Advance(TimeSpan.FromSeconds(4));

        (await reading).Refusal.Should().Be(DeliveryOutcome.BodyTimeout);
        _pipe.Reader.Invoking(reader => reader.TryRead(out _)).Should().NotThrow("the server drains what is left");
    }

    [Fact]
    public async Task ReadAsync_SenderGoesAwayInTheMiddle_IsAborted()
    {
        var reading = ReadAsync(Request(contentLength: null));

        await _sender.CancelAsync();

        (await reading).Refusal.Should().Be(DeliveryOutcome.Aborted);
    }

    /// <summary>The server's limit for all requests is raised to the receiver's own, and never lowered.</summary>
    [Theory]
    [InlineData(10L, false, (long)Limit)]
    [InlineData(10L, true, 10L)]
    [InlineData(1_000L, false, 1_000L)]
    [InlineData(null, false, null)]
    public async Task ReadAsync_LimitOfTheServer_IsRaisedWhereItIsLower(long? limit, bool isReadOnly, long? expected)
    {
        var request = Request(contentLength: null);
        var feature = Substitute.For<IHttpMaxRequestBodySizeFeature>();
        feature.IsReadOnly.Returns(isReadOnly);
        feature.MaxRequestBodySize = limit;
        request.HttpContext.Features.Set(feature);
        await _pipe.Writer.CompleteAsync();

        await ReadAsync(request);

        feature.MaxRequestBodySize.Should().Be(expected);
    }

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

    private HttpRequest Request(long? contentLength)
    {
        var context = new DefaultHttpContext { RequestAborted = _sender.Token, Request = { ContentLength = contentLength } };
        context.Request.Body = _pipe.Reader.AsStream();
        var body = Substitute.For<IRequestBodyPipeFeature>();
        body.Reader.Returns(_pipe.Reader);
        context.Features.Set(body);
        return context.Request;
    }

    private async Task<BodyReading> ReadAsync(HttpRequest request)
    {
        using var budget = new AcknowledgementBudget(request.HttpContext, TimeSpan.FromSeconds(4), _time);
        return await RequestBodyReader.ReadAsync(request, Limit, budget);
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
