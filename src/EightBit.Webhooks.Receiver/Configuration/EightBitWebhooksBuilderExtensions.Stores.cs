using System.Diagnostics.CodeAnalysis;
using EightBit.Webhooks.Receiver.Configuration;
using EightBit.Webhooks.Receiver.Deduplication;
using EightBit.Webhooks.Receiver.DeliveryLog;
using EightBit.Webhooks.Receiver.Secrets;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

public static partial class EightBitWebhooksBuilderExtensions
{
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

    /// <summary>Looks the receiver's secrets up for each delivery in a source that the application creates.</summary>
    /// <param name="builder">The receiver.</param>
    /// <param name="create">Creates the source; called once.</param>
    public static IEightBitWebhooksBuilder UseSecretSource(
        this IEightBitWebhooksBuilder builder, Func<IServiceProvider, IWebhookSecretSource> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        ReceiverOf(builder).HasOwnSecretSource = true;
        builder.Services.AddKeyedSingleton<IWebhookSecretSource>(builder.Name, (provider, _) => create(provider));
        return builder;
    }

    /// <summary>
    /// Remembers ids in a store of the application's own: those of inline endpoints, and with the in-memory inbox those of all events. The
    /// last such call counts.
    /// </summary>
    /// <typeparam name="TStore">The store; one instance, unless the application has registered it otherwise.</typeparam>
    /// <param name="builder">Any receiver: they share it.</param>
    public static IEightBitWebhooksBuilder UseDeduplicationStore<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TStore>(
        this IEightBitWebhooksBuilder builder)
        where TStore : class, IDeduplicationStore
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddSingleton<TStore>();
        return builder.UseDeduplicationStore(provider => provider.GetRequiredService<TStore>());
    }

    /// <inheritdoc cref="UseDeduplicationStore{TStore}(IEightBitWebhooksBuilder)" path="/summary"/>
    /// <param name="builder">Any receiver: they share it.</param>
    /// <param name="create">Creates the store; called once.</param>
    public static IEightBitWebhooksBuilder UseDeduplicationStore(
        this IEightBitWebhooksBuilder builder, Func<IServiceProvider, IDeduplicationStore> create)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(create);
        builder.Services.Replace(ServiceDescriptor.Singleton(create));
        return builder;
    }

    /// <summary>Records what was delivered, and what became of it, in a log of the application's own. The last such call counts.</summary>
    /// <typeparam name="TLog">The log; one instance, unless the application has registered it otherwise.</typeparam>
    /// <param name="builder">Any receiver: they share it.</param>
    public static IEightBitWebhooksBuilder UseDeliveryLog<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TLog>(
        this IEightBitWebhooksBuilder builder)
        where TLog : class, IWebhookDeliveryLog
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddSingleton<TLog>();
        return builder.UseDeliveryLog(provider => provider.GetRequiredService<TLog>());
    }

    /// <inheritdoc cref="UseDeliveryLog{TLog}(IEightBitWebhooksBuilder)" path="/summary"/>
    /// <param name="builder">Any receiver: they share it.</param>
    /// <param name="create">Creates the log; called once.</param>
    public static IEightBitWebhooksBuilder UseDeliveryLog(
        this IEightBitWebhooksBuilder builder, Func<IServiceProvider, IWebhookDeliveryLog> create)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(create);
        builder.Services.Replace(ServiceDescriptor.Singleton(create));
        return builder;
    }
}
