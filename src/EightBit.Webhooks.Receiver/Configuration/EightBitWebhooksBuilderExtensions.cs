using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization.Metadata;
using EightBit.Webhooks.Receiver.Configuration;
using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.Handlers;
using EightBit.Webhooks.Receiver.Processing;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Handlers, event types, secrets and the inbox of a receiver.</summary>
public static partial class EightBitWebhooksBuilderExtensions
{
    /// <summary>
    /// Adds a handler for the events whose data is a <typeparamref name="TData"/>. The handler is created in a scope of its own for each
    /// event; it is registered as transient unless the application has registered it already.
    /// </summary>
    /// <typeparam name="TData">The payload type.</typeparam>
    /// <typeparam name="THandler">The handler.</typeparam>
    /// <param name="builder">The receiver.</param>
    /// <exception cref="InvalidOperationException">The same handler is registered for the same payload type already.</exception>
    public static IEightBitWebhooksBuilder AddHandler<
        TData, [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>(
        this IEightBitWebhooksBuilder builder)
        where TData : class
        where THandler : class, IWebhookHandler<TData>
    {
        ReceiverOf(builder).AddHandler(new TypedHandlerRegistration<TData, THandler>());
        builder.Services.TryAddTransient<THandler>();
        return builder;
    }

    /// <summary>Adds a handler for the events whose type matches a pattern; it gets them with their JSON as it came.</summary>
    /// <typeparam name="THandler">The handler.</typeparam>
    /// <param name="builder">The receiver.</param>
    /// <param name="eventTypes">
    /// <c>*</c> for every event, <c>conversation.*</c> for a category, or one event type. A handler that is registered for
    /// several patterns runs once for an event that more than one of them match.
    /// </param>
    /// <exception cref="ArgumentException">The pattern is not one of these.</exception>
    /// <exception cref="InvalidOperationException">The same handler is registered for the same pattern already.</exception>
    public static IEightBitWebhooksBuilder AddHandler<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>(
        this IEightBitWebhooksBuilder builder, string eventTypes)
        where THandler : class, IWebhookHandler
    {
        ReceiverOf(builder).AddHandler(new PatternHandlerRegistration<THandler>(EventTypePattern.Parse(eventTypes)));
        builder.Services.TryAddTransient<THandler>();
        return builder;
    }

    /// <summary>
    /// Reads the data of an event type as a type of the application's own: for types that are not built in, and in place of a
    /// built-in payload type whose assumed names do not fit.
    /// </summary>
    /// <typeparam name="TData">The payload type.</typeparam>
    /// <param name="builder">The receiver.</param>
    /// <param name="eventType">The event type, such as <c>order.placed</c>.</param>
    /// <param name="jsonTypeInfo">How to read it: a property of a source-generated <c>JsonSerializerContext</c>.</param>
    /// <exception cref="InvalidOperationException">The event type was added already.</exception>
    public static IEightBitWebhooksBuilder AddEvent<TData>(
        this IEightBitWebhooksBuilder builder, string eventType, JsonTypeInfo<TData> jsonTypeInfo)
        where TData : class
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(eventType);
        ArgumentNullException.ThrowIfNull(jsonTypeInfo);
        if (eventType.Contains('*', StringComparison.Ordinal))
        {
            throw new ArgumentException(
                $"\"{eventType}\" is a pattern; AddEvent takes one event type, such as \"order.placed\". Call it once for each type.", nameof(eventType));
        }

        ReceiverOf(builder).AddEvent(eventType, new EventPayload<TData>(jsonTypeInfo));
        return builder;
    }

    /// <summary>Changes how accepted events are processed, for all receivers of the application.</summary>
    /// <param name="builder">Any receiver.</param>
    /// <param name="configure">Changes the options after <c>EightBit:Webhooks:Processing</c> was read.</param>
    public static IEightBitWebhooksBuilder ConfigureProcessing(
        this IEightBitWebhooksBuilder builder, Action<WebhookProcessingOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Configure(configure);
        return builder;
    }

    private static ReceiverRegistration ReceiverOf(IEightBitWebhooksBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder is EightBitWebhooksBuilder { Receiver: var receiver }
            ? receiver
            : throw new ArgumentException("The builder is not the one that AddEightBitWebhooks returned.", nameof(builder));
    }
}
