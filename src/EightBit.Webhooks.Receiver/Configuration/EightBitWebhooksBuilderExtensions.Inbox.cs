using System.Diagnostics.CodeAnalysis;
using EightBit.Webhooks.Receiver.Configuration;
using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.InMemory;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

public static partial class EightBitWebhooksBuilderExtensions
{
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

    /// <summary>Keeps pending events in an inbox of the application's own.</summary>
    /// <typeparam name="TInbox">The inbox; one instance, unless the application has registered it otherwise.</typeparam>
    /// <param name="builder">Any receiver: the application has one inbox.</param>
    /// <exception cref="InvalidOperationException">Another inbox was chosen before.</exception>
    public static IEightBitWebhooksBuilder UseInbox<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TInbox>(
        this IEightBitWebhooksBuilder builder)
        where TInbox : class, IWebhookInbox, IWebhookInboxAdmin
    {
        ArgumentNullException.ThrowIfNull(builder);
        ThrowIfOtherInboxChosen<TInbox>(builder.Services);
        builder.Services.TryAddSingleton<TInbox>();
        Choose<TInbox>(builder.Services);
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

        Choose<TInbox>(builder.Services);
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

    private static void Choose<TInbox>(IServiceCollection services)
        where TInbox : class, IWebhookInbox, IWebhookInboxAdmin
    {
        services.AddSingleton(new ChosenInbox(typeof(TInbox)));
        services.Replace(ServiceDescriptor.Singleton<IWebhookInbox>(provider => provider.GetRequiredService<TInbox>()));
        services.Replace(ServiceDescriptor.Singleton<IWebhookInboxAdmin>(provider => provider.GetRequiredService<TInbox>()));
    }

    private sealed record ChosenInbox(Type Type);
}
