using EightBit.Webhooks.Receiver.Configuration;
using EightBit.Webhooks.Receiver.Dashboard;
using EightBit.Webhooks.Receiver.Dashboard.About;
using EightBit.Webhooks.Receiver.Dashboard.Page;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the dashboard's services.</summary>
public static class DashboardBuilderExtensions
{
    /// <summary>
    /// Adds what the dashboard needs; <c>app.MapEightBitWebhookDashboard()</c> maps it. It shows all receivers of the application.
    /// </summary>
    /// <param name="builder">Any receiver: the application has one dashboard.</param>
    /// <param name="configure">Changes the options after <c>EightBit:Webhooks:Dashboard</c> was read.</param>
    public static IEightBitWebhooksBuilder AddDashboard(this IEightBitWebhooksBuilder builder, Action<DashboardOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        if (services.All(service => service.ServiceType != typeof(AboutEndpoint)))
        {
            services.AddOptions<DashboardOptions>().BindConfiguration(DashboardOptions.Section).ValidateOnStart();
            services.AddAntiforgery();
            services.AddSingleton<PageAssets>();
            services.AddSingleton<KnownReceivers>();
            services.AddSingleton<AboutEndpoint>();
        }

        services.Configure(configure ?? (_ => { }));
        return builder;
    }
}
