using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;

namespace EightBit.Webhooks.Receiver.Dashboard.Access;

/// <summary>
/// A requirement that everybody meets, beside those of the application: being asked, it notes which endpoint the authorization middleware is
/// judging. The framework itself notes only that it has judged some endpoint, which may be another one: middleware after it that routes
/// again, such as a rewriter, leads from a page for everybody to the dashboard, and nobody would ask whether that is allowed.
/// </summary>
internal sealed class JudgedEndpoint : AuthorizationHandler<JudgedEndpoint>, IAuthorizationRequirement, IAuthorizationRequirementData
{
    private static readonly object Key = new();

    public static bool IsCurrent(HttpContext context)
        => context.Items.TryGetValue(Key, out var judged) && judged is not null && ReferenceEquals(judged, context.GetEndpoint());

    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [this];

    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, JudgedEndpoint requirement)
    {
        if (context.Resource is HttpContext http)
        {
            http.Items[Key] = http.GetEndpoint();
        }

        context.Succeed(requirement);
        return Task.CompletedTask;
    }
}
