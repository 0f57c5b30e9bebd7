using EightBit.Webhooks.Receiver.Configuration;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.DependencyInjection;

namespace EightBit.Webhooks.Receiver.Endpoints;

/// <summary>
/// Makes an endpoint of the application's own a webhook endpoint that runs <b>inline</b>: the delivery is verified, its event claimed
/// so that it runs once, and the endpoint's answer is the answer to the platform.
/// </summary>
/// <remarks>
/// <para>
/// On a minimal-API lambda or method, an MVC action or a controller; for groups there is <c>RequireEightBitWebhook()</c>. The endpoint
/// may take a <c>WebhookEvent&lt;TData&gt;</c> or a <c>WebhookEvent</c> parameter. Nothing of the request is bound or parsed before
/// the signature is verified.
/// </para>
/// <para>
/// A 2xx answer completes the event; any other answer or an exception releases it, so that the platform's retry runs the endpoint
/// again. The platform waits 5 seconds: longer work belongs into an <c>IWebhookHandler</c>.
/// </para>
/// <para>
/// It counts where endpoint routing or MVC looks for attributes: not on the methods of interfaces, hubs and Razor Pages, nor on the classes of
/// minimal endpoints. The analyzer (EBW005) and a check at the start refuse it there. Under classic MVC routing (<c>UseMvc</c>) nothing
/// verifies, so a marked action does not run and answers 500.
/// </para>
/// <para>
/// The attribute is inert where the application never calls <c>AddEightBitWebhooks</c>. MVC actions and endpoints with an event
/// parameter then fail with a message; a minimal-API endpoint without such a parameter would run unverified, so prefer
/// <c>RequireEightBitWebhook()</c> there, which fails at start-up.
/// </para>
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class EightBitWebhookAttribute : Attribute, IAllowAnonymous, IFilterFactory, IOrderedFilter
{
    /// <summary>Takes the deliveries of the default receiver.</summary>
    public EightBitWebhookAttribute()
        : this("")
    {
    }

    /// <summary>Takes the deliveries of a named receiver.</summary>
    /// <param name="receiver">The receiver's name.</param>
    public EightBitWebhookAttribute(string receiver)
    {
        ArgumentNullException.ThrowIfNull(receiver);
        Receiver = receiver;
    }

    /// <summary>The receiver's name; empty for the default one.</summary>
    public string Receiver { get; }

    bool IFilterFactory.IsReusable => true;

    int IOrderedFilter.Order => int.MinValue;

    IFilterMetadata IFilterFactory.CreateInstance(IServiceProvider serviceProvider)
    {
        // Verification happens before MVC is reached, by the endpoint's metadata. The filter refuses where it has not.
        var receivers = serviceProvider.GetService<ReceiverRegistry>() ?? throw MissingRegistration.Exception("[EightBitWebhook]");
        receivers.GetRequired(Receiver);
        return new VerifiedDeliveryFilter(Receiver);
    }
}
