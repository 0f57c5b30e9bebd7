using EightBit.Webhooks.Receiver.Configuration;
using EightBit.Webhooks.Receiver.Deduplication;
using EightBit.Webhooks.Receiver.DeliveryLog;
using EightBit.Webhooks.Receiver.Diagnostics;
using EightBit.Webhooks.Receiver.Endpoints;
using EightBit.Webhooks.Receiver.Handlers;
using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.InMemory;
using EightBit.Webhooks.Receiver.InMemory.Log;
using EightBit.Webhooks.Receiver.Processing;
using EightBit.Webhooks.Receiver.Receiving;
using EightBit.Webhooks.Receiver.Secrets;
using EightBit.Webhooks.Receiver.Threads;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds receivers of 8bit-ai webhooks to an application.</summary>
public static class EightBitWebhooksServiceCollectionExtensions
{
    /// <summary>
    /// Adds the default receiver. Its options come from the section <c>EightBit:Webhooks</c>; the application does not start without
    /// a secret (<c>EightBit:Webhooks:Secrets:0</c>). Events are kept in memory until an inbox is chosen.
    /// </summary>
    /// <param name="services">The application's services.</param>
    public static IEightBitWebhooksBuilder AddEightBitWebhooks(this IServiceCollection services)
        => services.AddEightBitWebhooks("", _ => { });

    /// <summary>Adds the default receiver, and changes its options after <c>EightBit:Webhooks</c> was read.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Changes the options.</param>
    public static IEightBitWebhooksBuilder AddEightBitWebhooks(
        this IServiceCollection services, Action<WebhookReceiverOptions> configure)
        => services.AddEightBitWebhooks("", configure);

    /// <summary>
    /// Adds a named receiver: one for each endpoint that was created on the platform (per tenant, per environment). Its options come
    /// from the section <c>EightBit:Webhooks:Receivers:NAME</c>. Calling it again with the same name adds to the same receiver.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="name">
    /// The receiver's name, case-sensitive. Events keep it: a receiver that is renamed no longer finds its pending ones.
    /// </param>
    /// <exception cref="ArgumentException">
    /// The name has a colon, is <c>(default)</c>, or differs from that of another receiver only in case.
    /// </exception>
    public static IEightBitWebhooksBuilder AddEightBitWebhooks(this IServiceCollection services, string name)
        => services.AddEightBitWebhooks(name, _ => { });

    /// <summary>Adds a named receiver, and changes its options after <c>EightBit:Webhooks:Receivers:NAME</c> was read.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="name">The receiver's name, case-sensitive.</param>
    /// <param name="configure">Changes the options.</param>
    /// <exception cref="ArgumentException">
    /// The name has a colon, is <c>(default)</c>, or differs from that of another receiver only in case.
    /// </exception>
    public static IEightBitWebhooksBuilder AddEightBitWebhooks(
        this IServiceCollection services, string name, Action<WebhookReceiverOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(configure);
        if (name.Contains(':', StringComparison.Ordinal))
        {
            throw new ArgumentException($"The receiver name '{name}' has a colon, which separates configuration keys. Leave it out.", nameof(name));
        }

        var registry = GetRegistry(services);
        var isNew = registry.Find(name) is null;
        var receiver = registry.GetOrAdd(name);
        var options = services.AddOptions<WebhookReceiverOptions>(name);

        // Bound once: the binder would append the secrets a second time.
        if (isNew)
        {
            options.BindConfiguration(ConfigurationSections.ForReceiver(name)).ValidateOnWebhookStart();
        }

        options.Configure(configure);
        return new EightBitWebhooksBuilder(services, receiver);
    }

    private static ReceiverRegistry GetRegistry(IServiceCollection services)
    {
        var registered = services.FirstOrDefault(service => service.ServiceType == typeof(ReceiverRegistry));
        if (registered?.ImplementationInstance is ReceiverRegistry registry)
        {
            return registry;
        }

        registry = new ReceiverRegistry();
        services.AddSingleton(registry);
        AddShared(services);
        return registry;
    }

    private static void AddShared(IServiceCollection services)
    {
        services.AddLogging();
        services.AddMetrics();
        services.AddRouting();
        services.AddSingleton<IHostedService>(provider => ToolRun.ToolOf(provider) is { } tool
            ? new ToolRunNotice(tool, provider.GetRequiredService<ILogger<ToolRunNotice>>())
            : new NotStarted());
        services.AddOptions<WebhookProcessingOptions>().BindConfiguration(ConfigurationSections.Processing).ValidateOnWebhookStart();
        services.AddOptions<InMemoryInboxOptions>().BindConfiguration(ConfigurationSections.InMemory).ValidateOnWebhookStart();
        services.AddSingleton<IValidateOptions<WebhookReceiverOptions>, WebhookReceiverOptionsValidator>();
        services.AddSingleton<IValidateOptions<WebhookReceiverOptions>, SecretsValidator>();
        services.AddSingleton<IValidateOptions<WebhookReceiverOptions>, OptionsNameValidator>();
        services.AddSingleton<IValidateOptions<WebhookProcessingOptions>, WebhookProcessingOptionsValidator>();
        services.AddSingleton<IValidateOptions<InMemoryInboxOptions>, InMemoryInboxOptionsValidator>();

        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IDeduplicationStore, InMemoryDeduplicationStore>();
        services.TryAddSingleton<IWebhookDeliveryLog, InMemoryDeliveryLog>();
        services.AddSingleton<DeliveryRecorder>();
        services.AddInMemoryInbox();

        services.AddSingleton<InboxSample>();
        services.AddSingleton<WebhookMetrics>();
        services.AddWebhookHostedService<InboxSampler>();

        services.AddSingleton<ConfiguredSecretSource>();
        services.AddSingleton<DeliveryVerifier>();
        services.AddSingleton<InboxReceiver>();
        services.AddSingleton<InlineReceiver>();
        services.AddSingleton<VerifyingEndpoints>();
        services.AddSingleton<MatcherPolicy, WebhookMatcherPolicy>();
        services.AddSingleton<IStartupFilter, MarkedEndpointGuard>();
        services.AddSingleton<IActionDescriptorProvider, MarkedActionProvider>();
        services.AddWebhookHostedService<MarkedEndpointCheck>();
        services.AddWebhookHostedService(provider => new HandlerDependencyCheck(
            provider.GetRequiredService<ReceiverRegistry>(), services, provider.GetService<IServiceProviderIsService>()));

        services.AddSingleton(provider => new ThreadWatch(
            provider.GetRequiredService<IOptions<WebhookProcessingOptions>>().Value.MaxConcurrency,
            provider.GetRequiredService<ILogger<ThreadWatch>>()));
        services.AddWebhookHostedService(provider => provider.GetRequiredService<ThreadWatch>());

        services.AddSingleton<ShutdownPlan>();
        services.AddSingleton<HandlerInvoker>();
        services.AddSingleton<EventDispatcher>();
        services.AddSingleton<HandOver>();
        services.AddSingleton(provider => new SettlementFeed(provider.GetRequiredService<ILogger<SettlementFeed>>()));
        services.AddWebhookHostedService<WebhookProcessor>();
        services.AddWebhookHostedService<InMemoryInboxLifetime>();
    }

    private static void AddInMemoryInbox(this IServiceCollection services)
    {
        services.AddSingleton(provider =>
        {
            var inbox = ActivatorUtilities.CreateInstance<InMemoryInbox>(provider);
            if (ToolRun.ToolOf(provider) is not null)
            {
                inbox.Close(); // nothing would process what it takes
            }

            return inbox;
        });
        services.TryAddSingleton<IWebhookInbox>(provider => provider.GetRequiredService<InMemoryInbox>());
        services.TryAddSingleton<IWebhookInboxAdmin>(provider => provider.GetRequiredService<InMemoryInbox>());
    }
}
