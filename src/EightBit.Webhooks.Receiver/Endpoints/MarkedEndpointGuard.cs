using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace EightBit.Webhooks.Receiver.Endpoints;

/// <summary>
/// Keeps verification in front of a marked endpoint that is not the one that was matched: a middleware after routing may set another
/// endpoint, which no matcher policy sees.
/// </summary>
internal sealed class MarkedEndpointGuard : IStartupFilter
{
    private readonly VerifyingEndpoints _endpoints;

    public MarkedEndpointGuard(VerifyingEndpoints endpoints) => _endpoints = endpoints;

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(rest => context =>
        {
            context.Features.Set<IEndpointFeature>(new GuardedEndpoint(_endpoints) { Endpoint = context.GetEndpoint() });
            return rest(context);
        });
        next(app);
    };

    private sealed class GuardedEndpoint(VerifyingEndpoints endpoints) : IEndpointFeature
    {
        public Endpoint? Endpoint
        {
            get;
            set => field = endpoints.For(value);
        }
    }
}
