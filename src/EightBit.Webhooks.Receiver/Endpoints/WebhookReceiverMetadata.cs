namespace EightBit.Webhooks.Receiver.Endpoints;

/// <summary>Metadata of the endpoints that <c>MapEightBitWebhooks</c> maps: whose deliveries they take.</summary>
public sealed class WebhookReceiverMetadata
{
    internal WebhookReceiverMetadata(string receiver) => Receiver = receiver;

    /// <summary>The receiver's name; empty for the default one.</summary>
    public string Receiver { get; }
}
