using System.Reflection;
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

    static ValueTask<WebhookEvent?> IBindableFromHttpContext<WebhookEvent>.BindAsync(HttpContext context, ParameterInfo parameter)
        => ValueTask.FromResult<WebhookEvent?>(VerifiedEventFeature.Get(context).Bind<WebhookEvent>());
}
