using EightBit.Webhooks.Receiver.Handlers;
using EightBit.Webhooks.Receiver.Inbox;

namespace EightBit.Webhooks.Receiver.Processing;

/// <summary>Adds up how the handlers of one attempt ended.</summary>
internal sealed class AttemptSummary
{
    private readonly InboxLease _lease;
    private readonly List<string> _completed;
    private readonly List<string> _rejected;
    private List<HandlerResult>? _errors;
    private List<string>? _unreadableBefore;
    private bool _interrupted;
    private bool _failed;
    private bool _unreadable;
    private TimeSpan? _retryIn;

    public AttemptSummary(InboxLease lease)
    {
        _lease = lease;
        _completed = [.. lease.Progress.Completed];
        _rejected = [.. lease.Progress.Rejected];
    }

    private IEnumerable<HandlerResult> Errors => _errors ?? [];

    private HandlerProgress Progress => new([.. _completed], [.. _rejected]);

    public bool IsStillToRun(HandlerRegistration handler)
        => !_lease.Progress.Completed.Contains(handler.Name) && !_lease.Progress.Rejected.Contains(handler.Name);

    public bool HasFailedForGoodBefore(HandlerRegistration handler) => _lease.Progress.Rejected.Contains(handler.Name);

    /// <summary>The progress does not say why a handler has failed for good; that it could not read the data, the data say again.</summary>
    public void AddUnreadableBefore(HandlerResult result)
    {
        _unreadable = true;
        (_unreadableBefore ??= []).Add(result.Error);
    }

    public void Add(HandlerRegistration handler, HandlerResult result)
    {
        switch (result.Outcome)
        {
            case HandlerOutcome.Succeeded:
                _completed.Add(handler.Name);
                return;

            case HandlerOutcome.Interrupted:
                _interrupted = true;
                return;

            case HandlerOutcome.Rejected:
                _rejected.Add(handler.Name);
                break;

            case HandlerOutcome.Unreadable:
                _rejected.Add(handler.Name);
                _unreadable = true;
                break;

            case HandlerOutcome.Failed:
                _failed = true;
                _retryIn = result.RetryIn > _retryIn || _retryIn is null ? result.RetryIn : _retryIn;
                break;

            default:
                throw new ArgumentOutOfRangeException(nameof(result), result.Outcome, "An outcome that nobody has planned for.");
        }

        (_errors ??= []).Add(result);
    }

    public Settlement Settle(WebhookProcessingOptions options)
    {
        if (_interrupted)
        {
            return new Settlement.Abandoned(Progress);
        }

        if (_failed && _lease.Attempt < options.MaxAttempts)
        {
            return new Settlement.Retry(NextDelay(options), Progress, ErrorText.Join([.. Errors.Select(result => result.ShortError)], ErrorText.MaxHistoryLength));
        }

        if (_failed)
        {
            return new Settlement.Dead(DeadLetterReason.AttemptsExhausted, Progress, ErrorsOfDeath());
        }

        // Handlers that were rejected in an earlier attempt count too: the event waited for the others.
        return _rejected.Count > 0
            ? new Settlement.Dead(_unreadable ? DeadLetterReason.UnreadablePayload : DeadLetterReason.Rejected, Progress, ErrorsOfDeath())
            : Settlement.Completed.Instance;
    }

    private string ErrorsOfDeath()
    {
        List<string> errors = [.. _unreadableBefore ?? [], .. Errors.Select(result => result.Error)];
        return errors.Count > 0
            ? ErrorText.Join(errors, ErrorText.MaxLength)
            : ErrorText.Cut($"Failed for good in an earlier attempt: {string.Join(", ", _rejected)}.", ErrorText.MaxLength);
    }

    private TimeSpan NextDelay(WebhookProcessingOptions options)
        => _retryIn ?? RetrySchedule.DelayAfter(
            _lease.Attempt, options.RetryBaseDelay, options.RetryMaxDelay, Random.Shared.NextDouble());
}
