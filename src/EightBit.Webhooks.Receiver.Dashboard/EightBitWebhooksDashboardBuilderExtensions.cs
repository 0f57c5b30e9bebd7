using EightBit.Webhooks.Receiver.Configuration;
using EightBit.Webhooks.Receiver.Dashboard;
using EightBit.Webhooks.Receiver.Dashboard.About;
using EightBit.Webhooks.Receiver.Dashboard.Access;
using EightBit.Webhooks.Receiver.Dashboard.Actions;
using EightBit.Webhooks.Receiver.Dashboard.Answering;
using EightBit.Webhooks.Receiver.Dashboard.Asking;
using EightBit.Webhooks.Receiver.Dashboard.Charts;
using EightBit.Webhooks.Receiver.Dashboard.Deliveries;
using EightBit.Webhooks.Receiver.Dashboard.EventDetails;
using EightBit.Webhooks.Receiver.Dashboard.HeldEvents;
using EightBit.Webhooks.Receiver.Dashboard.Live;
using EightBit.Webhooks.Receiver.Dashboard.Page;
using EightBit.Webhooks.Receiver.Dashboard.Redaction;
using EightBit.Webhooks.Receiver.DeliveryLog;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the dashboard's services.</summary>
public static class EightBitWebhooksDashboardBuilderExtensions
{
    /// <summary>
    /// Adds what the dashboard needs, and begins to collect what its charts are drawn from; <c>app.MapEightBitWebhookDashboard()</c> maps it.
    /// It shows all receivers of the application. Its actions use the application's antiforgery, which is added where it is missing.
    /// </summary>
    /// <param name="builder">Any receiver: the application has one dashboard.</param>
    /// <param name="configure">Changes the options after <c>EightBit:Webhooks:Dashboard</c> was read.</param>
    public static IEightBitWebhooksBuilder AddDashboard(this IEightBitWebhooksBuilder builder, Action<DashboardOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        if (services.All(service => service.ServiceType != typeof(DashboardGate)))
        {
            services.AddOptions<DashboardOptions>().BindConfiguration(DashboardOptions.Section).ValidateOnWebhookStart();
            services.AddSingleton<IValidateOptions<DashboardOptions>, DashboardOptionsValidator>();
            services.AddAntiforgery();
            AddAccess(services);
            AddCharts(services);
            AddEndpoints(services);
        }

        services.Configure(configure ?? (_ => { }));
        return builder;
    }

    private static void AddAccess(IServiceCollection services)
    {
        services.AddSingleton<DashboardAccess>();
        services.AddSingleton<AccessReport>();
        services.AddWebhookHostedService(provider => provider.GetRequiredService<AccessReport>());
        services.AddSingleton<DashboardGate>();
    }

    private static void AddCharts(IServiceCollection services)
    {
        services.AddSingleton<WebhookMeters>();
        services.AddSingleton<SeriesCollector>();
        services.AddWebhookHostedService(provider => provider.GetRequiredService<SeriesCollector>());
        services.AddSingleton<SeriesEndpoint>();
    }

    private static void AddEndpoints(IServiceCollection services)
    {
        services.AddSingleton<PageAssets>();
        services.AddSingleton<KnownReceivers>();
        services.AddSingleton<BoundedCalls>();
        services.AddSingleton<PayloadReader>();
        services.TryAddSingleton<IDeliveryLogRedactor, LogRedactor>();
        services.AddSingleton<AboutEndpoint>();
        services.AddSingleton<LiveEndpoint>();
        services.AddSingleton<DeliveriesEndpoint>();
        services.AddSingleton<RetriesEndpoint>();
        services.AddSingleton<DeadLettersEndpoint>();
        services.AddSingleton<HeldEventFinder>();
        services.AddSingleton<EventEndpoint>();
        services.AddSingleton<DeadLetterActions>();
    }
}
