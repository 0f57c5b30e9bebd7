using EightBit.Webhooks.Receiver.Configuration;
using Microsoft.Extensions.Options;

namespace SoakTarget;

/// <summary>The newest secret that deliveries are verified with at this moment.</summary>
internal static class SecretInForce
{
    /// <summary>While the settings are invalid.</summary>
    public const string None = "";

    /// <summary>From the options, as a delivery does: the configuration changes a little before them.</summary>
    public static string Of(IOptionsMonitor<WebhookReceiverOptions> receiver)
    {
        try
        {
            return receiver.CurrentValue.Secrets[0];
        }
        catch (OptionsValidationException)
        {
            return None;
        }
    }
}
