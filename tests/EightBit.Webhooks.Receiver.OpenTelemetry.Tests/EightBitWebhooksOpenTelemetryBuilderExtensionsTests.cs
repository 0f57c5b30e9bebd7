using System.Collections.Concurrent;
using System.Diagnostics;
using EightBit.Webhooks.Receiver.FunctionalTests.Hosting;
using EightBit.Webhooks.Receiver.FunctionalTests.Platform;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace EightBit.Webhooks.Receiver.OpenTelemetry.Tests;

public sealed class EightBitWebhooksOpenTelemetryBuilderExtensionsTests
{
    private readonly string _event = $"evt-{Guid.NewGuid():N}";
    private readonly ConcurrentBag<Activity> _spans = [];
    private readonly List<MetricSnapshot> _metrics = [];

    [Fact]
    public Task AddEightBitWebhooks_BeforeTheExporters_WiresTracesAndMetrics()
        => ExpectBothAsync(telemetry => Export(telemetry.AddEightBitWebhooks()));

    [Fact]
    public Task AddEightBitWebhooks_AfterTheExporters_WiresTracesAndMetrics()
        => ExpectBothAsync(telemetry => Export(telemetry).AddEightBitWebhooks());

    [Fact]
    public Task AddEightBitWebhooks_Twice_CountsOnce()
        => ExpectBothAsync(telemetry => Export(telemetry.AddEightBitWebhooks().AddEightBitWebhooks()));

    [Fact]
    public Task AddEightBitWebhooksInstrumentation_OfEachProvider_WiresTracesAndMetrics()
        => ExpectBothAsync(telemetry => Export(telemetry)
            .WithTracing(tracing => tracing.AddEightBitWebhooksInstrumentation().AddSource("Microsoft.AspNetCore"))
            .WithMetrics(metrics => metrics.AddEightBitWebhooksInstrumentation()));

    [Fact]
    public async Task AddEightBitWebhooks_NoTracingAndNoMetrics_TurnsNeitherOn()
    {
        await using var receiver = await StartAsync(telemetry => telemetry.AddEightBitWebhooks());

        receiver.Services.GetService<TracerProvider>().Should().BeNull();
        receiver.Services.GetService<MeterProvider>().Should().BeNull();
        (await receiver.Platform.SendAsync(Payload.MessageReceived(_event))).Result.Should().Be(Answer.Accepted);
    }

    [Fact]
    public void AddEightBitWebhooks_NoBuilder_Throws()
    {
        FluentActions.Invoking(() => ((IOpenTelemetryBuilder)null!).AddEightBitWebhooks()).Should().Throw<ArgumentNullException>();
        FluentActions.Invoking(() => ((TracerProviderBuilder)null!).AddEightBitWebhooksInstrumentation()).Should().Throw<ArgumentNullException>();
        FluentActions.Invoking(() => ((MeterProviderBuilder)null!).AddEightBitWebhooksInstrumentation()).Should().Throw<ArgumentNullException>();
    }

    private static Task<TestReceiver> StartAsync(Func<OpenTelemetryBuilder, object> wire)
        => TestReceiver.StartAsync(builder: builder => wire(builder.Services.AddOpenTelemetry()));

    private OpenTelemetryBuilder Export(OpenTelemetryBuilder telemetry) => telemetry
        .WithTracing(tracing => tracing.AddProcessor(new SimpleActivityExportProcessor(new BagExporter(_spans))))
        .WithMetrics(metrics => metrics.AddInMemoryExporter(_metrics));

    private async Task ExpectBothAsync(Func<OpenTelemetryBuilder, object> wire)
    {
        await using var receiver = await StartAsync(wire);
        await receiver.Platform.SendAsync(Payload.MessageReceived(_event));
        await receiver.Log.WhenAsync(200);
        await receiver.App.StopAsync();
        receiver.Services.GetRequiredService<MeterProvider>().ForceFlush().Should().BeTrue();

        _spans.Where(span => Equals(span.GetTagItem("messaging.message.id"), _event)).Select(span => span.DisplayName)
            .Should().BeEquivalentTo("accept (default)", "process (default)");
        var accepting = _spans.Single(span => span.DisplayName == "accept (default)" && Equals(span.GetTagItem("messaging.message.id"), _event));
        _spans.Should().ContainSingle(span => span.SpanId == accepting.ParentSpanId).Which.Kind.Should().Be(ActivityKind.Server);
        _spans.Single(span => Equals(span.GetTagItem("messaging.message.id"), _event) && span.Kind == ActivityKind.Consumer)
            .Links.Should().ContainSingle().Which.Context.SpanId.Should().Be(accepting.SpanId);
        var deliveries = _metrics.Last(metric => metric.Name == "eightbit.webhooks.deliveries").MetricPoints.Should().ContainSingle().Subject;
        deliveries.GetSumLong().Should().Be(1);
        var acknowledgement = _metrics.Last(metric => metric.Name == "eightbit.webhooks.acknowledgement.duration").MetricPoints.Single();
        var bounds = new List<double>();
        foreach (var bucket in acknowledgement.GetHistogramBuckets())
        {
            bounds.Add(bucket.ExplicitBound);
        }

        bounds.Should().Contain([0.001, 1, 4, 5], "the buckets are those that the library advises");
    }

    /// <summary>Spans end on many threads.</summary>
    private sealed class BagExporter(ConcurrentBag<Activity> spans) : BaseExporter<Activity>
    {
        public override ExportResult Export(in Batch<Activity> batch)
        {
            foreach (var span in batch)
            {
                spans.Add(span);
            }

            return ExportResult.Success;
        }
    }
}
