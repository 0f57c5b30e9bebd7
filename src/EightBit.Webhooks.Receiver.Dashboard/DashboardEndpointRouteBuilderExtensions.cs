using System.Diagnostics.CodeAnalysis;
using EightBit.Webhooks.Receiver.Dashboard.About;
using EightBit.Webhooks.Receiver.Dashboard.Page;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps the dashboard.</summary>
public static class DashboardEndpointRouteBuilderExtensions
{
    /// <summary>The path used unless another is given: <c>/webhooks/dashboard</c>.</summary>
    public const string DefaultPattern = "/webhooks/dashboard";

    /// <summary>Maps the dashboard.</summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="pattern">The route pattern that everything of the dashboard is below.</param>
    /// <exception cref="InvalidOperationException"><c>AddDashboard</c> was not called.</exception>
    public static IEndpointConventionBuilder MapEightBitWebhookDashboard(
        this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string pattern = DefaultPattern)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(pattern);
        var services = endpoints.ServiceProvider;
        var about = services.GetService<AboutEndpoint>() ?? throw new InvalidOperationException(
            "MapEightBitWebhookDashboard needs the dashboard's services. Call builder.Services.AddEightBitWebhooks().AddDashboard() before "
            + "building the application.");
        var page = services.GetRequiredService<PageAssets>();

        var group = endpoints.MapGroup(pattern);
        group.Map("", page.ServeIndexAsync);
        group.Map("assets/{**name}", page.ServeAssetAsync);
        group.Map("api/about", about.AnswerAsync);
        return group;
    }
}
