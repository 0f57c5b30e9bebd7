using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace EightBit.Webhooks.Receiver.Dashboard.Access;

/// <summary>
/// Who may see the dashboard: whom the application's authorization lets in; without authorization, in Development, this machine; and
/// nobody else.
/// </summary>
internal sealed class DashboardAccess
{
    /// <summary>
    /// What the framework's authorization middleware leaves behind when it has judged an endpoint. If a later framework calls it otherwise,
    /// the dashboard is closed, and a test says so.
    /// </summary>
    private const string AuthorizationHasRun = "__AuthorizationMiddlewareWithEndpointInvoked";

    private readonly IHostEnvironment _environment;

    public DashboardAccess(IHostEnvironment environment) => _environment = environment;

    /// <summary>Whether the application's authorization decides: a fallback policy is not a decision about the dashboard.</summary>
    public static bool IsAuthorized(EndpointMetadataCollection metadata) => AsksForAuthorization(metadata) && !AllowsAnonymous(metadata);

    public static bool AllowsAnonymous(EndpointMetadataCollection metadata) => metadata.GetMetadata<IAllowAnonymous>() is not null;

    public AccessVerdict Judge(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata is not { } metadata)
        {
            return AccessVerdict.Refused("the request has no endpoint any more");
        }

        if (IsAuthorized(metadata))
        {
            return context.Items.ContainsKey(AuthorizationHasRun)
                ? AccessVerdict.Allowed
                : AccessVerdict.Refused("it requires authorization, but the authorization middleware has not run: call app.UseAuthorization() after routing");
        }

        if (!_environment.IsDevelopment())
        {
            return AccessVerdict.Refused(
                AllowsAnonymous(metadata)
                    ? "AllowAnonymous does not open it, and this is not Development"
                    : "it is mapped without authorization, and this is not Development");
        }

        return LocalRequest.FindObstacle(context) is { } obstacle
            ? AccessVerdict.Refused($"it is mapped without authorization, and {obstacle}")
            : AccessVerdict.Allowed;
    }

    private static bool AsksForAuthorization(EndpointMetadataCollection metadata)
        => metadata.GetMetadata<IAuthorizeData>() is not null
            || metadata.GetMetadata<AuthorizationPolicy>() is not null
            || metadata.GetMetadata<IAuthorizationRequirementData>() is not null;
}
