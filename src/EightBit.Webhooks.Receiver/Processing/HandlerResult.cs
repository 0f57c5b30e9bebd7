namespace EightBit.Webhooks.Receiver.Processing;

/// <summary>How one run of one handler ended.</summary>
/// <param name="Outcome">How.</param>
/// <param name="Error">Everything that is known of a failure, for the dead letter.</param>
/// <param name="ShortError">What is kept of it in the event's history and in the delivery log.</param>
/// <param name="RetryIn">When the handler wants to be tried again, if it has said so.</param>
internal readonly record struct HandlerResult(
    HandlerOutcome Outcome, string Error = "", string ShortError = "", TimeSpan? RetryIn = null)
{
    public static readonly HandlerResult Succeeded = new(HandlerOutcome.Succeeded);

    public static readonly HandlerResult Interrupted = new(HandlerOutcome.Interrupted);

    public static HandlerResult Unreadable(string handler, string error) => new(
        HandlerOutcome.Unreadable,
        ErrorText.Cut($"{handler}: {error}", ErrorText.MaxLength),
        ErrorText.Cut($"{handler}: {error}", ErrorText.MaxShortLength));
}
