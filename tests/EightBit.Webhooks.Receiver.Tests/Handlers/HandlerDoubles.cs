using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.Handlers;

namespace EightBit.Webhooks.Receiver.Tests.Handlers;

/// <summary>Handlers that are registered and compared, and never run.</summary>
internal sealed class OnMessage : IWebhookHandler<MessageReceived>
{
    public Task HandleAsync(WebhookEvent<MessageReceived> webhookEvent, CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <inheritdoc cref="OnMessage"/>
internal sealed class OnMessageToo : IWebhookHandler<MessageReceived>
{
    public Task HandleAsync(WebhookEvent<MessageReceived> webhookEvent, CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <inheritdoc cref="OnMessage"/>
internal sealed class OnUnknown : IWebhookHandler<UnknownEvent>
{
    public Task HandleAsync(WebhookEvent<UnknownEvent> webhookEvent, CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <inheritdoc cref="OnMessage"/>
internal sealed class OnOrder : IWebhookHandler<Order>
{
    public Task HandleAsync(WebhookEvent<Order> webhookEvent, CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>Two typed handlers and an untyped one in a class.</summary>
internal sealed class OnMuch : IWebhookHandler<MessageReceived>, IWebhookHandler<MessageSent>, IWebhookHandler
{
    public Task HandleAsync(WebhookEvent<MessageReceived> webhookEvent, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task HandleAsync(WebhookEvent<MessageSent> webhookEvent, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task HandleAsync(WebhookEvent webhookEvent, CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>A payload type of the application's own.</summary>
internal sealed record Order(int Number);

/// <summary>How the application reads it.</summary>
[System.Text.Json.Serialization.JsonSerializable(typeof(Order))]
internal sealed partial class OrderJson : System.Text.Json.Serialization.JsonSerializerContext;
