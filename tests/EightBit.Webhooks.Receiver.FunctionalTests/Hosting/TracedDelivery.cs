using System.Diagnostics;
using EightBit.Webhooks.Receiver.FunctionalTests.Platform;

namespace EightBit.Webhooks.Receiver.FunctionalTests.Hosting;

/// <summary>A delivery whose sender takes part in a trace, and says so as the W3C wants it.</summary>
internal sealed class TracedDelivery
{
    public const string TraceState = "vendor=opaque-value,other@tenant=1";

    private readonly ActivityTraceId _trace = ActivityTraceId.CreateRandom();
    private readonly ActivitySpanId _sender = ActivitySpanId.CreateRandom();
    private readonly string _conversation;

    public TracedDelivery(string conversation = "conv-traced") => _conversation = conversation;

    public string EventId { get; } = $"evt-{Guid.NewGuid():N}";

    public Task<Answer> SendAsync(Sender platform) => platform.SendAsync(Payload.MessageReceived(EventId, _conversation), change: request =>
    {
        request.Headers.Add("traceparent", $"00-{_trace}-{_sender}-01");
        request.Headers.Add("tracestate", TraceState);
    });

    /// <summary>The span of the processing links to the request: to its trace, to the span that took the delivery, and so to the sender's.</summary>
    public async Task ShouldBeLinkedAsync(SpanRecorder spans)
    {
        var processing = await spans.WhenEndedAsync("process (default)", EventId);
        var link = processing.Links.Should().ContainSingle().Subject.Context;
        link.TraceId.Should().Be(_trace);
        link.TraceState.Should().Be(TraceState);
        link.TraceFlags.Should().Be(ActivityTraceFlags.Recorded);
        link.IsRemote.Should().BeTrue();

        var accepting = await spans.WhenEndedAsync(link.SpanId);
        accepting.DisplayName.Should().Be("accept (default)");
        accepting.GetTagItem("messaging.message.id").Should().Be(EventId);
        var request = await spans.WhenEndedAsync(accepting.ParentSpanId);
        request.Kind.Should().Be(ActivityKind.Server);
        (request.TraceId, request.ParentSpanId).Should().Be((_trace, _sender));

        processing.TraceId.Should().NotBe(_trace, "it is a trace of its own");
        processing.ParentSpanId.Should().Be(default(ActivitySpanId));
        processing.GetTagItem("eightbit.webhooks.outcome").Should().Be("completed");
    }
}
