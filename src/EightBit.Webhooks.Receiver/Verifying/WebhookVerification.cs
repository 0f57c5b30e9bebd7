using System.Diagnostics.CodeAnalysis;
using EightBit.Webhooks.Receiver.Deduplication;
using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.Receiving;

namespace EightBit.Webhooks.Receiver.Verifying;

/// <summary>What a <see cref="WebhookVerifier"/> has found: a verified event, or a refusal.</summary>
public sealed class WebhookVerification
{
    private readonly VerifiedDelivery? _delivery;

    internal WebhookVerification(Verification verification)
    {
        _delivery = verification.Delivery;
        Event = _delivery?.ToEvent();
        Refusal = _delivery is null ? Answer.To(verification.Refusal).ToResponse() : null;
        Explanation = verification.Explanation;
    }

    /// <summary>Whether signature, freshness and envelope are as they should be. Whether the event was taken before is not known yet.</summary>
    [MemberNotNullWhen(true, nameof(Event))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsVerified => _delivery is not null;

    /// <summary>The event; null when the delivery is refused, so that nobody reads what nobody has signed. <see cref="WebhookEvent.ReadAs{TData}()"/> reads its data.</summary>
    public WebhookEvent? Event { get; }

    /// <summary>What to answer to a delivery that is refused; null when it is verified.</summary>
    public WebhookResponse? Refusal { get; }

    /// <summary>
    /// For the log: why the delivery is refused and what may be the cause; empty when it is verified. Holds nothing of the delivery that
    /// is not verified. Not for the answer, which is to teach a forger nothing.
    /// </summary>
    public string Explanation { get; }

    /// <summary>What makes the event the same event: claim it in an <see cref="IDeduplicationStore"/> before acting on the event.</summary>
    /// <exception cref="InvalidOperationException">The delivery is refused.</exception>
    public DeduplicationKey DeduplicationKey => Verified.DeduplicationKey;

    /// <summary>
    /// How long the key has to be remembered, from now on: after that, the event's age alone has it refused, if its body states one.
    /// </summary>
    /// <exception cref="InvalidOperationException">The delivery is refused.</exception>
    public TimeSpan RememberFor => Verified.RememberFor;

    /// <summary>Which of the secrets has signed the delivery, from 0: during a rotation, whether the old one is still in use.</summary>
    /// <exception cref="InvalidOperationException">The delivery is refused.</exception>
    public int SecretIndex => Verified.SecretIndex;

    private VerifiedDelivery Verified
        => _delivery ?? throw new InvalidOperationException("The delivery is refused; ask IsVerified first.");
}
