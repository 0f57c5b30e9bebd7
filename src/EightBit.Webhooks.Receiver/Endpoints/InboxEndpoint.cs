namespace EightBit.Webhooks.Receiver.Endpoints;

/// <summary>Marks the endpoints that <c>MapEightBitWebhooks</c> has mapped.</summary>
internal sealed class InboxEndpoint
{
    public static readonly InboxEndpoint Mark = new();

    private InboxEndpoint()
    {
    }
}
