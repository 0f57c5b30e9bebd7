using EightBit.Webhooks.Receiver.Events;

namespace EightBit.Webhooks.Receiver.Handlers;

/// <summary>Handles events whose data is a <typeparamref name="TData"/>.</summary>
/// <remarks>
/// <para>
/// A handler runs in a dependency-injection scope of its own, in the background, after the delivery was acknowledged. Returning
/// means success. Any exception means failure and a later attempt; <see cref="WebhookRetryException"/> chooses when, and
/// <see cref="WebhookRejectedException"/> says that there is no point.
/// </para>
/// <para>
/// Processing is at least once: after a crash, or a handler that outlives its lease, the same event comes again. Make the effect
/// idempotent on <see cref="WebhookEvent.Id"/>.
/// </para>
/// </remarks>
/// <typeparam name="TData">The payload type: a built-in one, one added with <c>AddEvent</c>, or <see cref="UnknownEvent"/>.</typeparam>
public interface IWebhookHandler<TData>
    where TData : class
{
    /// <summary>Handles one event.</summary>
    /// <param name="webhookEvent">The event.</param>
    /// <param name="cancellationToken">
    /// Cancelled when the handler timeout has passed, the application's drain time is over, or the event was claimed elsewhere.
    /// </param>
    Task HandleAsync(WebhookEvent<TData> webhookEvent, CancellationToken cancellationToken);
}
