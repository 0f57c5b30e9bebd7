using BenchmarkDotNet.Attributes;
using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.Handlers;
using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Processing;
using EightBit.Webhooks.Receiver.Threads;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Micro;

/// <summary>A claimed event to a handler that does nothing: body to payload, scope, handler, outcome.</summary>
[MemoryDiagnoser]
public class DispatchBenchmarks
{
    private readonly InboxLease _lease = new(1, 1, 1, Delivery(), HandlerProgress.None);
    private ServiceProvider _services = null!;
    private EventDispatcher _dispatcher = null!;
    private ThreadWatch _watch = null!;

    [GlobalSetup]
    public async Task Setup()
    {
        var services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddEightBitWebhooks(options => options.Secrets.Add("a-secret-that-nobody-signs-with")).AddHandler<MessageReceived, Nothing>();
        _services = services.BuildServiceProvider();
        _dispatcher = _services.GetRequiredService<EventDispatcher>();
        _watch = _services.GetRequiredService<ThreadWatch>();
        if (await Dispatch() is not Settlement.Completed)
        {
            throw new InvalidOperationException("The handler did not run.");
        }
    }

    [GlobalCleanup]
    public void Cleanup() => _services.Dispose();

    [Benchmark]
    public async Task<Settlement> Dispatch() => await _dispatcher.DispatchAsync(new RunningEvent(_lease, _watch));

    private static InboxDelivery Delivery() => new()
    {
        Receiver = "",
        EventId = "evt_1",
        EventType = "message.received",
        OrderingKey = "conv_1",
        RememberFor = TimeSpan.FromDays(3),
        Body = """{"id":"evt_1","type":"message.received","data":{"conversation_id":"conv_1","user_id":"ada","content":"Hello!"}}"""u8.ToArray(),
    };

    private sealed class Nothing : IWebhookHandler<MessageReceived>
    {
        public Task HandleAsync(WebhookEvent<MessageReceived> webhookEvent, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
