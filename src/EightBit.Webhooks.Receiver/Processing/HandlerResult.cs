namespace EightBit.Webhooks.Receiver.Processing;

/// <summary>How one run of one handler ended.</summary>
internal readonly record struct HandlerResult(HandlerOutcome Outcome, string Error = "", TimeSpan? RetryIn = null)
{
    public static readonly HandlerResult Succeeded = new(HandlerOutcome.Succeeded);

    public static readonly HandlerResult Interrupted = new(HandlerOutcome.Interrupted);
}
