using System.Collections.Concurrent;
using System.Text.Json.Serialization;
using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.Handlers;

namespace EightBit.Webhooks.Receiver.FunctionalTests.Processing;

internal sealed class Counter
{
    private int _count;

    public int Count => _count;

    public void Increment() => Interlocked.Increment(ref _count);
}

internal sealed class CountingHandler(Counter counter) : IWebhookHandler<MessageReceived>
{
    public Task HandleAsync(WebhookEvent<MessageReceived> webhookEvent, CancellationToken cancellationToken)
    {
        counter.Increment();
        return Task.CompletedTask;
    }
}

internal sealed class SentHandler(ConcurrentBag<MessageSent> sent) : IWebhookHandler<MessageSent>
{
    public Task HandleAsync(WebhookEvent<MessageSent> webhookEvent, CancellationToken cancellationToken)
    {
        sent.Add(webhookEvent.Data);
        return Task.CompletedTask;
    }
}

internal sealed class ScopedThing : IDisposable
{
    public bool IsDisposed { get; private set; }

    public void Dispose() => IsDisposed = true;
}

internal sealed class ScopeHandler(ScopedThing thing, ConcurrentBag<ScopedThing> seen) : IWebhookHandler<MessageReceived>
{
    public Task HandleAsync(WebhookEvent<MessageReceived> webhookEvent, CancellationToken cancellationToken)
    {
        seen.Add(thing);
        return Task.CompletedTask;
    }
}

internal sealed record OrderPlaced(int Number);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(OrderPlaced))]
internal sealed partial class OrderJson : JsonSerializerContext;

internal sealed class OrderHandler(ConcurrentBag<object> seen) : IWebhookHandler<OrderPlaced>
{
    public Task HandleAsync(WebhookEvent<OrderPlaced> webhookEvent, CancellationToken cancellationToken)
    {
        seen.Add($"order {webhookEvent.Data.Number}");
        return Task.CompletedTask;
    }
}

internal sealed class UnknownHandler(ConcurrentBag<object> seen) : IWebhookHandler<UnknownEvent>
{
    public Task HandleAsync(WebhookEvent<UnknownEvent> webhookEvent, CancellationToken cancellationToken)
    {
        seen.Add($"unknown {webhookEvent.Data.Json.GetRawText()}");
        return Task.CompletedTask;
    }
}
