using EightBit.Webhooks.Receiver.Configuration;
using EightBit.Webhooks.Receiver.FunctionalTests.Hosting;
using EightBit.Webhooks.Receiver.FunctionalTests.Platform;
using EightBit.Webhooks.Receiver.Redis.Tests.Servers;
using Microsoft.Extensions.DependencyInjection;

namespace EightBit.Webhooks.Receiver.Redis.Tests;

/// <summary>What somebody sees who follows a delivery from one node to another.</summary>
public sealed class TraceTests : IAsyncLifetime, IDisposable
{
    private readonly SpanRecorder _spans = new();
    private RedisServer _server = null!;

    public async Task InitializeAsync() => _server = await RedisServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose() => _spans.Dispose();

    [Fact]
    public async Task The_trace_of_the_request_travels_through_the_Redis_inbox()
    {
        await using var receiver = await RedisApp.StartAsync(_server);
        var delivery = new TracedDelivery();

        (await delivery.SendAsync(receiver.Platform)).Result.Should().Be(Answer.Accepted);

        await delivery.ShouldBeLinkedAsync(_spans);
    }

    [Fact]
    public async Task The_trace_of_the_request_reaches_another_node_after_the_first_has_ended()
    {
        var (first, behind) = (new TracedDelivery(), new TracedDelivery());
        await using (var before = await StartNodeAsync(webhooks => webhooks.AddHandler<GatedHandler>("*")))
        {
            await first.SendAsync(before.Platform);
            (await behind.SendAsync(before.Platform)).Result.Should().Be(Answer.Accepted, "it waits for the first of its conversation");
            await before.App.StopAsync();
        }

        await using var after = await StartNodeAsync(webhooks => webhooks.AddHandler<GatedHandler>("*"));
        after.Services.GetRequiredService<Gate>().Open();

        await behind.ShouldBeLinkedAsync(_spans);
    }

    private Task<TestReceiver> StartNodeAsync(Action<IEightBitWebhooksBuilder> handlers) => RedisApp.StartAsync(
        _server,
        handlers,
        builder => builder.Services.AddSingleton<Gate>(),
        new() { ["EightBit:Webhooks:Processing:DrainTimeout"] = "00:00:00.1" });
}
