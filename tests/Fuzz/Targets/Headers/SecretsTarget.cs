using EightBit.Webhooks.Receiver.Configuration;
using EightBit.Webhooks.Receiver.Secrets;
using EightBit.Webhooks.Receiver.Verifying;

namespace Fuzz.Targets.Headers;

/// <summary>The text of a configured secret: usable, or refused with a message that does not repeat it.</summary>
internal sealed class SecretsTarget : IFuzzed
{
    private const int LongEnoughToBeRecognised = 12;

    public void Take(byte[] input)
    {
        var text = Lines.Text(input);
        foreach (var encoding in Enum.GetValues<SecretEncoding>())
        {
            var isUsable = WebhookSecret.TryCreate(text, encoding, out var secret, out var problem);
            Promise.That(isUsable ? secret is not null && problem is null : secret is null && problem is not null, "a secret or a problem, never both");
            CheckMessage(problem, text);
            Promise.That(secret?.ToString()?.Contains(text, StringComparison.Ordinal) is null or false, "a secret does not print itself");
            CheckVerifier(text, encoding, isUsable);
        }
    }

    private static void CheckVerifier(string text, SecretEncoding encoding, bool isUsable)
    {
        try
        {
            _ = new WebhookVerifier(new WebhookReceiverOptions { Secrets = { text }, SecretEncoding = encoding });
            Promise.That(isUsable, "no verifier without a usable secret");
        }
        catch (ArgumentException exception)
        {
            Promise.That(!isUsable, "a usable secret makes a verifier");
            CheckMessage(exception.Message, text);
        }
    }

    private static void CheckMessage(string? message, string text)
        => Promise.That(
            text.Length < LongEnoughToBeRecognised || message is null || !message.Contains(text, StringComparison.Ordinal),
            "a message does not repeat the secret");
}
