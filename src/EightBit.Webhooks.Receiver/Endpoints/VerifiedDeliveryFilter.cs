using EightBit.Webhooks.Receiver.Receiving;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.DependencyInjection;

namespace EightBit.Webhooks.Receiver.Endpoints;

/// <summary>
/// Runs a marked action only for a delivery that was verified for its receiver. Endpoint routing does that before MVC is reached; where MVC
/// routes by itself, nothing has.
/// </summary>
internal sealed class VerifiedDeliveryFilter : IAsyncAuthorizationFilter, IOrderedFilter
{
    private readonly string _receiver;

    public VerifiedDeliveryFilter(string receiver) => _receiver = receiver;

    /// <summary>Before every other filter, and before the request is bound.</summary>
    public int Order => int.MinValue;

    public async Task OnAuthorizationAsync(AuthorizationFilterContext context)
    {
        // An action's mark takes the place of its controller's.
        var verified = context.HttpContext.Features.Get<VerifiedEventFeature>();
        if (!context.IsEffectivePolicy(this) || verified?.Receiver == _receiver)
        {
            return;
        }

        var inline = context.HttpContext.RequestServices.GetRequiredService<InlineReceiver>();
        var explanation = Explanations.OfUnverified(context.ActionDescriptor.DisplayName, verified?.Receiver);
        await inline.RefuseUnverifiedAsync(context.HttpContext, _receiver, explanation);

        // Complete, so that no result filter, which runs for refusals too, can make a success of it.
        await context.HttpContext.Response.CompleteAsync();
        context.Result = new EmptyResult();
    }
}
