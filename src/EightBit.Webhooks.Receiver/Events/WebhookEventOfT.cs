using System.Reflection;
using EightBit.Webhooks.Receiver.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace EightBit.Webhooks.Receiver.Events;

/// <summary>A verified event whose data has been read.</summary>
/// <typeparam name="TData">The payload type: one of this namespace, or one added with <c>AddEvent</c>.</typeparam>
[ModelBinder(typeof(WebhookEventModelBinder))]
public sealed class WebhookEvent<TData> : WebhookEvent, IBindableFromHttpContext<WebhookEvent<TData>>
    where TData : class
{
    /// <summary>Creates an event; also meant for tests of handlers.</summary>
    /// <param name="id">The event's id.</param>
    /// <param name="type">The event's type.</param>
    /// <param name="data">The payload.</param>
    public WebhookEvent(string id, string type, TData data)
        : base(id, type)
    {
        ArgumentNullException.ThrowIfNull(data);
        Data = data;
    }

    /// <summary>The payload.</summary>
    public TData Data { get; }

    static ValueTask<WebhookEvent<TData>?> IBindableFromHttpContext<WebhookEvent<TData>>.BindAsync(
        HttpContext context, ParameterInfo parameter)
        => ValueTask.FromResult<WebhookEvent<TData>?>(VerifiedEventFeature.Get(context).Bind<WebhookEvent<TData>>());
}
