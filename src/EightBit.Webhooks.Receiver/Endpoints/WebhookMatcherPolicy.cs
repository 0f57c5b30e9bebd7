using System.Runtime.CompilerServices;
using EightBit.Webhooks.Receiver.Receiving;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Matching;

namespace EightBit.Webhooks.Receiver.Endpoints;

/// <summary>
/// Puts verification in front of every endpoint that carries <see cref="EightBitWebhookAttribute"/>, whatever kind of endpoint it is:
/// a filter would come after parameter binding, when unverified bytes have been parsed and the body is gone.
/// </summary>
internal sealed class WebhookMatcherPolicy : MatcherPolicy, IEndpointSelectorPolicy
{
    private readonly InlineReceiver _receiver;
    private readonly ConditionalWeakTable<Endpoint, Endpoint> _verifying = [];

    public WebhookMatcherPolicy(InlineReceiver receiver) => _receiver = receiver;

    /// <summary>After all others: the policies of dynamic endpoints replace candidates too.</summary>
    public override int Order => int.MaxValue - 100;

    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints)
        => ContainsDynamicEndpoints(endpoints) || endpoints.Any(endpoint => endpoint.Metadata.GetMetadata<EightBitWebhookAttribute>() is not null);

    public Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
    {
        for (var index = 0; index < candidates.Count; index++)
        {
            if (candidates.IsValidCandidate(index)
                && candidates[index].Endpoint is { RequestDelegate: not null } endpoint
                && endpoint.Metadata.GetMetadata<EightBitWebhookAttribute>() is { } attribute)
            {
                var verifying = _verifying.GetValue(endpoint, original => Wrap(original, attribute.Receiver));
                candidates.ReplaceEndpoint(index, verifying, candidates[index].Values);
            }
        }

        return Task.CompletedTask;
    }

    private Endpoint Wrap(Endpoint endpoint, string receiver)
    {
        var original = endpoint.RequestDelegate!;
        Task Verify(HttpContext context) => _receiver.ReceiveAsync(context, receiver, original);
        return endpoint is RouteEndpoint route
            ? new RouteEndpoint(Verify, route.RoutePattern, route.Order, route.Metadata, route.DisplayName)
            : new Endpoint(Verify, endpoint.Metadata, endpoint.DisplayName);
    }
}
