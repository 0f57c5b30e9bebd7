using System.Runtime.CompilerServices;
using EightBit.Webhooks.Receiver.Receiving;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace EightBit.Webhooks.Receiver.Endpoints;

/// <summary>For each marked endpoint the one that takes its place: it verifies, and then runs the marked one.</summary>
internal sealed class VerifyingEndpoints
{
    private readonly ConditionalWeakTable<Endpoint, Endpoint> _verifying = [];
    private readonly IServiceProvider _services;

    public VerifyingEndpoints(IServiceProvider services) => _services = services;

    /// <returns>The endpoint itself where it is not marked, or verifies already.</returns>
    public Endpoint? For(Endpoint? endpoint)
        => endpoint is { RequestDelegate: not null } && endpoint.Metadata.GetMetadata<EightBitWebhookAttribute>() is { } mark
            ? _verifying.GetValue(endpoint, marked => Wrap(marked, mark.Receiver))
            : endpoint;

    private Endpoint Wrap(Endpoint marked, string receiver)
    {
        var inline = _services.GetRequiredService<InlineReceiver>();
        var run = marked.RequestDelegate!;
        Task Verify(HttpContext context) => inline.ReceiveAsync(context, receiver, run);
        Endpoint verifying = marked is RouteEndpoint route
            ? new RouteEndpoint(Verify, route.RoutePattern, route.Order, route.Metadata, route.DisplayName)
            : new Endpoint(Verify, marked.Metadata, marked.DisplayName);
        _verifying.AddOrUpdate(verifying, verifying);
        return verifying;
    }
}
