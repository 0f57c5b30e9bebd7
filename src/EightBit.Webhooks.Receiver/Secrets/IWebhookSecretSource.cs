namespace EightBit.Webhooks.Receiver.Secrets;

/// <summary>Looks secrets up for each delivery: in a key vault, in a tenant table.</summary>
/// <remarks>
/// Called once per delivery, after the body has been read and before its signature is checked, within
/// <c>AcknowledgementTimeout</c>; cache what is slow. When it throws or takes too long, the delivery is answered 503 and the platform
/// sends it again. Called apart from the request, so that this holds for calls that block too; but each of these keeps a thread, so do not
/// block. Implementations must be safe for concurrent use.
/// </remarks>
public interface IWebhookSecretSource
{
    /// <summary>Returns the secrets that may have signed this delivery.</summary>
    /// <param name="request">The receiver and the request.</param>
    /// <param name="cancellationToken">Cancelled when the acknowledgement budget is used up or the sender has gone.</param>
    /// <returns>The secrets; <see cref="WebhookSecrets.None"/> refuses the delivery.</returns>
    ValueTask<WebhookSecrets> GetSecretsAsync(WebhookSecretRequest request, CancellationToken cancellationToken);
}
