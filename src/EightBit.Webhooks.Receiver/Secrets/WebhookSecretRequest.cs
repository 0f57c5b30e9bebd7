using Microsoft.AspNetCore.Http;

namespace EightBit.Webhooks.Receiver.Secrets;

/// <summary>What an <see cref="IWebhookSecretSource"/> is asked with: one delivery, not yet verified.</summary>
/// <param name="Receiver">The name of the receiver; empty for the default one.</param>
/// <param name="HttpContext">
/// The request. Nothing in it is verified yet: use it to look a tenant up (by route value or host name), not to decide anything.
/// The body has been read already and is not available.
/// </param>
public readonly record struct WebhookSecretRequest(string Receiver, HttpContext HttpContext);
