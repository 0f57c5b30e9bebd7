using System.Diagnostics;
using System.Diagnostics.Metrics;
using EightBit.Webhooks.Receiver.FunctionalTests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace EightBit.Webhooks.Receiver.Tests.Processing;

public sealed class ProcessorTelemetryTests
{
    private readonly string _eventId = $"evt_{Guid.NewGuid():N}"; // spans are heard of the whole process
    private readonly ScriptedInbox _inbox = new();

    [Fact]
    public async Task Metrics_OfAnAttempt_AreHeardWithItsOutcome()
    {
        await using var processor = new ProcessorUnderTest(_inbox);
        using var metrics = MetricsOf(processor);
        _inbox.Add(_eventId);

        await processor.StartAsync();

        (await metrics.WhenAsync("eightbit.webhooks.handler.duration", _ => true)).Outcome.Should().Be("succeeded");
        await metrics.WhenAsync("eightbit.webhooks.queue.duration", _ => true);
    }

    [Fact]
    public async Task Metrics_OfDeadLetters_BeginAtZero()
    {
        await using var processor = new ProcessorUnderTest(_inbox);
        using var metrics = MetricsOf(processor);

        await processor.StartAsync();

        foreach (var reason in new[] { "attempts_exhausted", "rejected", "unreadable_payload", "unknown_receiver" })
        {
            await metrics.WhenAsync(
                "eightbit.webhooks.attempts",
                attempt => attempt.Value == 0 && attempt.Tags.GetValueOrDefault("eightbit.webhooks.dead_letter.reason") == reason);
        }
    }

    [Fact]
    public async Task Span_OfAnAttemptThatSucceeds_IsNoError()
    {
        using var spans = new SpanRecorder();
        await using var processor = new ProcessorUnderTest(_inbox);
        _inbox.Add(_eventId);

        await processor.StartAsync();

        var span = await spans.WhenEndedAsync("process (default)", _eventId);
        (span.GetTagItem("eightbit.webhooks.outcome"), span.Status).Should().Be(("completed", ActivityStatusCode.Unset));
        var handling = spans.Below(span).Should().ContainSingle().Subject;
        (handling.GetTagItem("eightbit.webhooks.outcome"), handling.Status).Should().Be(("succeeded", ActivityStatusCode.Unset));
    }

    [Fact]
    public async Task Span_OfAnAttemptThatFails_IsAnError()
    {
        using var spans = new SpanRecorder();
        await using var processor = new ProcessorUnderTest(_inbox, (_, _) => throw new InvalidOperationException("no luck"));
        _inbox.Add(_eventId);

        await processor.StartAsync();

        var span = await spans.WhenEndedAsync("process (default)", _eventId);
        (span.GetTagItem("eightbit.webhooks.outcome"), span.Status).Should().Be(("retried", ActivityStatusCode.Error));
        spans.Below(span).Should().ContainSingle().Which.GetTagItem("eightbit.webhooks.outcome").Should().Be("failed");
    }

    [Fact]
    public async Task Span_OfAnAttemptWhoseLeaseIsLost_SaysSo()
    {
        using var spans = new SpanRecorder();
        _inbox.OnRenew = leases => leases;
        await using var processor = new ProcessorUnderTest(_inbox, (_, stop) => Task.Delay(Timeout.InfiniteTimeSpan, stop));
        _inbox.Add(_eventId);
        await processor.StartAsync();
        var ended = spans.WhenEndedAsync("process (default)", _eventId);

        await processor.PassUntilAsync(() => ended.IsCompleted);

        var span = await ended;
        (span.GetTagItem("eightbit.webhooks.outcome"), span.Status).Should().Be(("lost", ActivityStatusCode.Error));
    }

    private static MetricRecorder MetricsOf(ProcessorUnderTest processor) => new(processor.Services.GetRequiredService<IMeterFactory>());
}
