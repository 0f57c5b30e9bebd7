using System.Collections.Concurrent;
using System.Diagnostics;
using EightBit.Webhooks.Receiver.Diagnostics;
using EightBit.Webhooks.Receiver.FunctionalTests.Hosting;
using EightBit.Webhooks.Receiver.FunctionalTests.Platform;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace EightBit.Webhooks.Receiver.FunctionalTests.Diagnostics;

/// <summary>What somebody sees who follows a delivery through the application.</summary>
public sealed class TraceTests : IDisposable
{
    private readonly ConcurrentQueue<Activity> _ended = new();
    private readonly ActivityListener _listener;
    private readonly string _event = $"evt-{Guid.NewGuid():N}";

    public TraceTests()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == WebhookTelemetry.ActivitySourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _ended.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public void Dispose() => _listener.Dispose();

    [Fact]
    public async Task The_processing_of_an_event_is_a_trace_of_its_own_that_links_to_the_delivery()
    {
        await using var receiver = await TestReceiver.StartAsync();
        await receiver.Platform.SendAsync(Payload.MessageReceived(_event));
        await receiver.WhenIdleAsync();

        var receiving = await EndedAsync("receive (default)");
        var processing = await EndedAsync("process (default)");
        processing.Kind.Should().Be(ActivityKind.Consumer);
        processing.Parent.Should().BeNull();
        processing.Links.Should().ContainSingle().Which.Context.SpanId.Should().Be(receiving.SpanId);
        processing.GetTagItem("eightbit.webhooks.outcome").Should().Be("completed");
        processing.GetTagItem("messaging.message.conversation_id").Should().Be("conv-1");
        _ended.Where(activity => activity.ParentSpanId == processing.SpanId).Should().ContainSingle().Which.DisplayName.Should().StartWith("handle ");
        receiving.GetTagItem("eightbit.webhooks.outcome").Should().Be("accepted");
    }

    [Fact]
    public async Task Health_is_told_under_its_name()
    {
        await using var receiver = await TestReceiver.StartAsync(
            builder: builder => builder.Services.AddHealthChecks().AddEightBitWebhooks(),
            app: app =>
            {
                app.MapEightBitWebhooks();
                app.MapHealthChecks("/health");
            });

        using var answer = await receiver.Platform.GetAsync("/health");

        (await answer.Content.ReadAsStringAsync()).Should().Be("Healthy");
    }

    private async Task<Activity> EndedAsync(string name)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            if (_ended.FirstOrDefault(activity => activity.DisplayName == name && Equals(activity.GetTagItem("messaging.message.id"), _event)) is { } found)
            {
                return found;
            }

            await Task.Delay(10, deadline.Token);
        }
    }
}
