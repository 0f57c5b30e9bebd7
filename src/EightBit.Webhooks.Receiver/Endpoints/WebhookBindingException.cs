using EightBit.Webhooks.Receiver.Receiving;

namespace EightBit.Webhooks.Receiver.Endpoints;

/// <summary>A verified event is not what the endpoint's parameter asks for.</summary>
internal sealed class WebhookBindingException : Exception
{
    public WebhookBindingException(DeliveryOutcome outcome, string message)
        : base(message)
        => Outcome = outcome;

    public DeliveryOutcome Outcome { get; }
}
