using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization.Metadata;
using EightBit.Webhooks.Receiver.Configuration;
using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.Handlers;
using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.InMemory;
using EightBit.Webhooks.Receiver.Processing;
using EightBit.Webhooks.Receiver.Secrets;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Handlers, event types, secrets and the inbox of a receiver.</summary>
public static class EightBitWebhooksBuilderExtensions
{
    /// <summary>
    /// Adds a handler for the events whose data is a <typeparamref name="TData"/>. The handler is created in a scope of its own for each
    /// event; it is registered as scoped unless the application has registered it already.
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

    /// <summary>Looks the receiver's secrets up for each delivery, instead of taking them from its options.</summary>
    /// <typeparam name="TSource">The source; one instance serves all deliveries, unless the application has registered it otherwise.</typeparam>
    /// <param name="builder">The receiver.</param>
    public static IEightBitWebhooksBuilder UseSecretSource<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TSource>(
        this IEightBitWebhooksBuilder builder)
        where TSource : class, IWebhookSecretSource
    {
        ReceiverOf(builder).HasOwnSecretSource = true;
        builder.Services.TryAddSingleton<TSource>();
        builder.Services.AddKeyedSingleton<IWebhookSecretSource>(
            builder.Name, (provider, _) => provider.GetRequiredService<TSource>());
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

    /// <summary>
    /// Keeps pending events in memory: the default, said aloud. Nothing to set up; but <b>events that were acknowledged and not yet
    /// processed are lost when the process ends</b> other than by an orderly shut-down.
    /// </summary>
    /// <param name="builder">Any receiver: the application has one inbox.</param>
    /// <param name="configure">Changes the bounds after <c>EightBit:Webhooks:InMemory</c> was read.</param>
    /// <exception cref="InvalidOperationException">Another inbox was chosen before.</exception>
    public static IEightBitWebhooksBuilder UseInMemoryInbox(
        this IEightBitWebhooksBuilder builder, Action<InMemoryInboxOptions>? configure = null)
    {
        builder.UseInbox(provider => provider.GetRequiredService<InMemoryInbox>());
        builder.Services.Configure(configure ?? (_ => { }));
        return builder;
    }

    /// <summary>Keeps pending events in an inbox of the application's own, or of an extension package.</summary>
    /// <typeparam name="TInbox">The inbox.</typeparam>
    /// <param name="builder">Any receiver: the application has one inbox.</param>
    /// <param name="create">Creates the inbox; called once.</param>
    /// <exception cref="InvalidOperationException">Another inbox was chosen before.</exception>
    public static IEightBitWebhooksBuilder UseInbox<TInbox>(
        this IEightBitWebhooksBuilder builder, Func<IServiceProvider, TInbox> create)
        where TInbox : class, IWebhookInbox, IWebhookInboxAdmin
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(create);
        ThrowIfOtherInboxChosen<TInbox>(builder.Services);

        if (typeof(TInbox) != typeof(InMemoryInbox))
        {
            builder.Services.AddSingleton(create);
        }

        builder.Services.AddSingleton(new ChosenInbox(typeof(TInbox)));
        builder.Services.Replace(ServiceDescriptor.Singleton<IWebhookInbox>(provider => provider.GetRequiredService<TInbox>()));
        builder.Services.Replace(ServiceDescriptor.Singleton<IWebhookInboxAdmin>(provider => provider.GetRequiredService<TInbox>()));
        return builder;
    }

    private static void ThrowIfOtherInboxChosen<TInbox>(IServiceCollection services)
    {
        var chosen = services.Select(service => service.ImplementationInstance).OfType<ChosenInbox>().FirstOrDefault();
        if (chosen is not null)
        {
            throw new InvalidOperationException(
                $"An inbox was chosen twice: {chosen.Type.Name}, then {typeof(TInbox).Name}. All receivers of an application share one "
                + "inbox; keep one of the Use…Inbox calls.");
        }
    }

    private static ReceiverRegistration ReceiverOf(IEightBitWebhooksBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder is EightBitWebhooksBuilder { Receiver: var receiver }
            ? receiver
            : throw new ArgumentException("The builder is not the one that AddEightBitWebhooks returned.", nameof(builder));
    }

    private sealed record ChosenInbox(Type Type);
}
