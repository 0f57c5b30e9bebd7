using EightBit.Webhooks.Receiver.Testing.Sending;

namespace EightBit.Webhooks.Receiver.Testing.Waiting;

/// <summary>What was seen of one event at one moment.</summary>
/// <param name="Answers">How its deliveries were answered, as far as a sender of the test made them.</param>
/// <param name="Attempts">The attempts to process it that counted.</param>
internal sealed record EventRecord(IReadOnlyList<WebhookAnswer> Answers, IReadOnlyList<WebhookAttempt> Attempts)
{
    public static readonly EventRecord Empty = new([], []);

    public WebhookAttempt? LastAttempt => Attempts.Count > 0 ? Attempts[^1] : null;

    public bool IsRefused => Answers.Count > 0 && Answers.All(answer => !answer.IsSuccess);

    public bool IsHandledInline => Answers.Any(answer => answer.IsHandledInline);
}
