using System.Diagnostics.CodeAnalysis;
using EightBit.Webhooks.Receiver.Dashboard.About;
using EightBit.Webhooks.Receiver.Dashboard.Access;
using EightBit.Webhooks.Receiver.Dashboard.Actions;
using EightBit.Webhooks.Receiver.Dashboard.Answering;
using EightBit.Webhooks.Receiver.Dashboard.Charts;
using EightBit.Webhooks.Receiver.Dashboard.Deliveries;
using EightBit.Webhooks.Receiver.Dashboard.EventDetails;
using EightBit.Webhooks.Receiver.Dashboard.HeldEvents;
using EightBit.Webhooks.Receiver.Dashboard.Live;
using EightBit.Webhooks.Receiver.Dashboard.Page;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps the dashboard.</summary>
public static class EightBitWebhooksDashboardEndpointRouteBuilderExtensions
{
    /// <summary>The path used unless another is given: <c>/webhooks/dashboard</c>.</summary>
    public const string DefaultPattern = "/webhooks/dashboard";

    /// <summary>
    /// Maps the dashboard: its page, and the API that the page calls. It serves whom the application's authorization lets in: write
    /// <c>.RequireAuthorization("POLICY")</c>. Without, it serves nobody but, in the environment Development, requests from this machine that came
    /// through no proxy.
    /// </summary>
    /// <remarks>
    /// A fallback policy does not count as authorization, and <c>AllowAnonymous</c> does not open it. Whoever may see it may replay and purge
    /// dead letters.
    /// </remarks>
    /// <param name="endpoints">The application.</param>
    /// <param name="pattern">The route pattern that everything of the dashboard is below.</param>
    /// <returns>To add conventions, such as authorization, to all endpoints of the dashboard.</returns>
    /// <exception cref="InvalidOperationException"><c>AddDashboard</c> was not called.</exception>
    public static IEndpointConventionBuilder MapEightBitWebhookDashboard(
        this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string pattern = DefaultPattern)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(pattern);
        var services = endpoints.ServiceProvider;
        var gate = services.GetService<DashboardGate>() ?? throw new InvalidOperationException(
            "MapEightBitWebhookDashboard needs the dashboard's services. Call builder.Services.AddEightBitWebhooks().AddDashboard() before "
            + "building the application.");

        // All methods, so that the gate answers whatever is below the path, and nothing falls through to a page of the application's.
        var group = endpoints.MapGroup(pattern);
        var page = services.GetRequiredService<PageAssets>();
        Get("", page.ServeIndexAsync);
        Get("assets/{**name}", page.ServeAssetAsync);
        Get("api/about", By<AboutEndpoint>((endpoint, context) => endpoint.AnswerAsync(context)));
        Get("api/live", By<LiveEndpoint>((endpoint, context) => endpoint.AnswerAsync(context)));
        Get("api/series", By<SeriesEndpoint>((endpoint, context) => endpoint.AnswerAsync(context)));
        Get("api/deliveries", By<DeliveriesEndpoint>((endpoint, context) => endpoint.AnswerAsync(context)));
        Get("api/retries", By<RetriesEndpoint>((endpoint, context) => endpoint.AnswerAsync(context)));
        Get("api/dead-letters", By<DeadLettersEndpoint>((endpoint, context) => endpoint.AnswerAsync(context)));
        Get("api/event", By<EventEndpoint>((endpoint, context) => endpoint.AnswerAsync(context)));
        Post("api/dead-letters/replay", By<DeadLetterActions>((actions, context) => actions.ReplayAsync(context)));
        Post("api/dead-letters/purge", By<DeadLetterActions>((actions, context) => actions.PurgeAsync(context)));
        Get("{**rest}", PageAssets.RefuseAsync);

        ((IEndpointConventionBuilder)group).Finally(DashboardAccess.Prepare);
        return group.WithDisplayName($"8bit-ai webhooks dashboard {pattern}")
            .WithMetadata(new DashboardMetadata(pattern), new ExcludeFromDescriptionAttribute());

        void Get(string path, RequestDelegate answer) => group.Map(path, gate.Guard(pattern, HttpMethods.Get, answer));

        void Post(string path, RequestDelegate answer) => group.Map(path, gate.Guard(pattern, HttpMethods.Post, answer));

        // Not before the first request: a tool may map the endpoints of an application whose inbox has none of its settings.
        RequestDelegate By<TEndpoint>(Func<TEndpoint, HttpContext, Task> answer)
            where TEndpoint : notnull
            => context => answer(services.GetRequiredService<TEndpoint>(), context);
    }
}
