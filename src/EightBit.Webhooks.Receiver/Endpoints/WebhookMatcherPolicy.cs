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
    private readonly VerifyingEndpoints _endpoints;

    public WebhookMatcherPolicy(VerifyingEndpoints endpoints) => _endpoints = endpoints;

    /// <summary>After all others: the policies of dynamic endpoints replace candidates too.</summary>
    public override int Order => int.MaxValue - 100;

    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints)
        => ContainsDynamicEndpoints(endpoints) || endpoints.Any(endpoint => endpoint.Metadata.GetMetadata<EightBitWebhookAttribute>() is not null);

    public Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
    {
        for (var index = 0; index < candidates.Count; index++)
        {
            if (candidates.IsValidCandidate(index)
                && candidates[index].Endpoint is var endpoint
                && _endpoints.For(endpoint) is var verifying
                && verifying != endpoint)
            {
                candidates.ReplaceEndpoint(index, verifying, candidates[index].Values);
            }
        }

        return Task.CompletedTask;
    }
}
