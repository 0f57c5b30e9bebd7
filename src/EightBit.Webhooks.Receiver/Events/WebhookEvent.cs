using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using EightBit.Webhooks.Receiver.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace EightBit.Webhooks.Receiver.Events;

/// <summary>A verified event of any type, with its JSON as it came.</summary>
/// <remarks>
/// Given to an <c>IWebhookHandler</c>, and to an endpoint marked <c>[EightBitWebhook]</c> that has a parameter of this type.
/// </remarks>
[ModelBinder(typeof(WebhookEventModelBinder))]
public abstract class WebhookEvent : IBindableFromHttpContext<WebhookEvent>
{
    private protected WebhookEvent(string id, string type)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        ArgumentException.ThrowIfNullOrEmpty(type);
        Id = id;
        Type = type;
    }

    /// <summary>The <c>id</c> of the signed body, unique to the event: use it as the idempotency key of calls to other systems.</summary>
    public string Id { get; }

    /// <summary>The event type, such as <c>message.received</c>.</summary>
    public string Type { get; }

    /// <summary>
    /// The conversation that the event belongs to, and within which it is kept in order; null when it names none. The platform does not
    /// document the name: taken is <c>data.conversation_id</c>, else <c>data.conversationId</c>, else <c>data.conversation.id</c>, else,
    /// for the types <c>conversation.*</c>, <c>data.id</c>.
    /// </summary>
    public string? ConversationId { get; init; }

    /// <summary>The time that the signed body states; null when it states none or in a form that cannot be read.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>The raw bytes of the body, as they were signed.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The JSON value of <c>data</c> as it came, UTF-8; empty when there is none.</summary>
    public ReadOnlyMemory<byte> RawData { get; init; }

    /// <summary>How the event came here.</summary>
    public WebhookDelivery Delivery { get; init; } = WebhookDelivery.Unknown;

    /// <summary>Reads the data as a built-in payload type: for a <c>WebhookVerifier</c>, or an <c>IWebhookHandler</c> of many event types.</summary>
    /// <typeparam name="TData">The payload type of this event's <see cref="Type"/>.</typeparam>
    /// <exception cref="InvalidOperationException">The event's type has another payload type, or none.</exception>
    /// <exception cref="JsonException">The data is no JSON object.</exception>
    public WebhookEvent<TData> ReadAs<TData>()
        where TData : EventData
    {
        if (this is WebhookEvent<TData> typed)
        {
            return typed;
        }

        var payload = PlatformEvents.All.GetValueOrDefault(Type, PlatformEvents.Unknown);
        return payload.DataType == typeof(TData)
            ? (WebhookEvent<TData>)payload.Read(this)
            : throw new InvalidOperationException(
                $"{Type} is read as {payload.DataType.Name}, not as {typeof(TData).Name}. Compare the event's Type first, or pass a JsonTypeInfo.");
    }

    /// <summary>Reads the data as a type of the application's own, whatever the event's type. An event that has such data already stays as it is.</summary>
    /// <typeparam name="TData">The payload type.</typeparam>
    /// <param name="jsonTypeInfo">How to read it: a property of a source-generated <c>JsonSerializerContext</c>.</param>
    /// <exception cref="JsonException">The data cannot be read as a <typeparamref name="TData"/>.</exception>
    public WebhookEvent<TData> ReadAs<TData>(JsonTypeInfo<TData> jsonTypeInfo)
        where TData : class
    {
        ArgumentNullException.ThrowIfNull(jsonTypeInfo);
        return this as WebhookEvent<TData> ?? (WebhookEvent<TData>)new EventPayload<TData>(jsonTypeInfo).Read(this);
    }

    /// <summary>Type and id, such as <c>message.received evt_1</c>: nothing that may not be logged.</summary>
    public sealed override string ToString() => $"{Type} {Id}";

    static ValueTask<WebhookEvent?> IBindableFromHttpContext<WebhookEvent>.BindAsync(HttpContext context, ParameterInfo parameter)
        => ValueTask.FromResult<WebhookEvent?>(VerifiedEventFeature.Get(context).Bind<WebhookEvent>());
}
