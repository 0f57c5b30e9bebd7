using EightBit.Webhooks.Receiver.Configuration;
using EightBit.Webhooks.Receiver.Verifying;

namespace Fuzz.Targets.Bodies;

/// <summary>
/// A delivery for hosts without ASP.NET Core: <c>WebhookVerifier</c> never throws, and lets nothing pass that is not signed. An input is a
/// character whose lowest bit says whether the body gets a valid signature, the three headers in a line each, and the body.
/// </summary>
internal sealed class VerifierTarget : IFuzzed
{
    private const int MaxBodyBytes = 8 * 1024;

    private static readonly int[] Refusals = [400, 401, 413];

    private static readonly WebhookReceiverOptions Options = new()
    {
        Secrets = { Keys.Text, "another-secret-of-the-rotation" },
        MaxBodyBytes = MaxBodyBytes,
    };

    private readonly WebhookVerifier _verifier = new(Options) { Time = new StoppedClock() };

    public void Take(byte[] input)
    {
        var isSigned = input.Length > 0 && (input[0] & 1) == 1;
        var lines = Lines.Take(input.AsSpan(Math.Min(1, input.Length)), 3, out var body);
        var delivery = new UnverifiedDelivery
        {
            Body = body,
            Signature = isSigned ? Keys.Sign(body) : Lines.Header(lines[0]),
            Timestamp = Lines.Header(lines[1]),
            EventIdHeader = Lines.Header(lines[2]),
        };

        var verification = _verifier.Verify(delivery);
        Promise.IsOneLine(verification.Explanation, "an explanation");
        if (verification.IsVerified)
        {
            CheckVerified(verification, delivery);
        }
        else
        {
            Promise.That(verification.Event is null, "nobody gets what nobody has signed");
            Promise.That(Refusals.Contains(verification.Refusal.Status), "a refusal is 400, 401 or 413");
        }
    }

    private static void CheckVerified(WebhookVerification verification, UnverifiedDelivery delivery)
    {
        Promise.That(
            delivery.Signature.Count == 1 && Keys.IsSignature(delivery.Signature[0], delivery.Body.Span), "nothing passes without a valid signature");
        Promise.That(
            long.TryParse(delivery.Timestamp.ToString(), out var sent)
            && Math.Abs((sent > 99_999_999_999 ? sent / 1000 : sent) - StoppedClock.Now.ToUnixTimeSeconds()) <= 300,
            "nothing passes that is not fresh");
        Promise.That(delivery.Body.Length <= MaxBodyBytes, "nothing passes that is too large");
        Promise.That(verification.RememberFor > TimeSpan.Zero && verification.SecretIndex == 0, "what is verified can be remembered");
        _ = verification.DeduplicationKey;
        EventWalk.OverNames(verification.Event!);
        EventWalk.Over(verification.Event!);
        VerifiedPayload.Read(verification.Event!);
    }
}
