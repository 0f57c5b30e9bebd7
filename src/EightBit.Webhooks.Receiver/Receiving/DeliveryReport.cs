using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using EightBit.Webhooks.Receiver.Configuration;
using EightBit.Webhooks.Receiver.DeliveryLog;
using EightBit.Webhooks.Receiver.Diagnostics;
using EightBit.Webhooks.Receiver.Envelopes;
using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Processing;
using EightBit.Webhooks.Receiver.Threads;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EightBit.Webhooks.Receiver.Receiving;

/// <summary>Gathers what happens to one delivery, then answers it, and logs, counts and records it once.</summary>
internal sealed class DeliveryReport : IDisposable
{
    private readonly ILogger _logger;
    private readonly DeliveryRecorder _deliveryLog;
    private readonly WebhookMetrics _metrics;
    private readonly ThreadWatch _watch;
    private readonly TimeProvider _time;
    private readonly string _receiver;
    private readonly string _receiverForLogs;
    private readonly long _startedAt;
    private readonly Activity? _activity;

    private VerifiedDelivery? _delivery;
    private EventEnvelope? _event;
    private DeliveryOutcome _outcome;
    private string _explanation = "";
    private Exception? _fault;

    public DeliveryReport(
        ILogger logger,
        DeliveryRecorder deliveryLog,
        WebhookMetrics metrics,
        ThreadWatch watch,
        TimeProvider time,
        string receiver,
        Activity? activity)
    {
        _watch = watch;
        _logger = logger;
        _deliveryLog = deliveryLog;
        _metrics = metrics;
        _time = time;
        _receiver = receiver;
        _receiverForLogs = ReceiverRegistration.NameForLogs(receiver);
        _startedAt = time.GetTimestamp();
        _activity = activity;
        _outcome = DeliveryOutcome.InboxUnavailable; // until something better is known
    }

    /// <returns>False when the configuration has been changed to something invalid since the start.</returns>
    public bool TryGetOptions(
        IOptionsMonitor<WebhookReceiverOptions> monitor, [NotNullWhen(true)] out WebhookReceiverOptions? options)
    {
        try
        {
            options = monitor.Get(_receiver);
            return true;
        }
        catch (Exception exception) when (exception is OptionsValidationException or InvalidOperationException)
        {
            // An invalid change may be meant to lock a stolen secret out, so the last good options are not used any more. The second
            // kind is the configuration binder's, for a value that is not even of the setting's type.
            options = null;
            Conclude(DeliveryOutcome.ConfigurationInvalid, Explanations.ConfigurationInvalid, exception);
            return false;
        }
    }

    public void Add(Verification verification)
    {
        _delivery = verification.Delivery;
        _event = verification.Event;
        if (verification.Delivery is { } delivery)
        {
            _metrics.DeliveryVerified(_receiver, delivery.SecretIndex, delivery.Body.Length);
        }
        else
        {
            Conclude(verification.Refusal, verification.Explanation, verification.Fault);
        }
    }

    public void Add(AcceptOutcome outcome)
    {
        switch (outcome)
        {
            case AcceptOutcome.Accepted:
                Conclude(DeliveryOutcome.Accepted);
                break;

            case AcceptOutcome.Duplicate:
                Conclude(DeliveryOutcome.Duplicate);
                break;

            case AcceptOutcome.Full:
                Conclude(DeliveryOutcome.InboxFull);
                break;

            case AcceptOutcome.Closed:
                Conclude(DeliveryOutcome.InboxUnavailable, Explanations.Closing);
                break;

            default:
                throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "The inbox returned an outcome that is not defined.");
        }
    }

    public void Conclude(DeliveryOutcome outcome, string explanation = "", Exception? fault = null)
    {
        _outcome = outcome;
        _explanation = ErrorText.Cut(explanation, ErrorText.MaxShortLength); // what a converter says may repeat a name of the data
        _fault = fault;
    }

    public async Task AnswerAsync(HttpContext context)
    {
        var duration = Elapsed;
        if (_outcome == DeliveryOutcome.Aborted)
        {
            _logger.DeliveryAborted(_receiverForLogs, duration.TotalMilliseconds);
            Record(_outcome, duration, null);
            context.Abort();
            return;
        }

        var answer = Answer.To(_outcome);
        using (_watch.Logging.Here())
        {
            LogDelivery(answer.Code, duration.TotalMilliseconds);
            Record(_outcome, duration, FaultText ?? (_explanation.Length > 0 ? _explanation : null));
        }

        await answer.WriteAsync(context);
    }

    /// <summary>Logs a delivery that an endpoint of the application has answered.</summary>
    public void LogHandledInline(int status)
    {
        var (id, type) = (_delivery!.Envelope.Id, _delivery.Envelope.Type);
        var duration = Elapsed;
        if (status is >= 200 and < 300)
        {
            _logger.DeliveryHandledInline(id, type, _receiverForLogs, status, duration.TotalMilliseconds);
            Record(DeliveryOutcome.HandledInline, duration, null);
        }
        else
        {
            _logger.DeliveryDeclinedInline(id, type, _receiverForLogs, status, duration.TotalMilliseconds);
            Record(DeliveryOutcome.FailedInline, duration, $"The endpoint answered {status}.");
        }
    }

    /// <summary>Logs a delivery whose endpoint has thrown.</summary>
    public void LogFailedInline(Exception exception)
    {
        var duration = Elapsed;
        _logger.DeliveryFailedInline(
            exception, _delivery!.Envelope.Id, _delivery.Envelope.Type, _receiverForLogs, duration.TotalMilliseconds);
        Record(DeliveryOutcome.FailedInline, duration, ErrorText.Cut(exception.Message, ErrorText.MaxShortLength));
    }

    public void Dispose() => _activity?.Dispose();

    private string? FaultText => _fault is null ? null : ErrorText.Cut(_fault.Message, ErrorText.MaxShortLength);

    private TimeSpan Elapsed => _time.GetElapsedTime(_startedAt);

    private void LogDelivery(string code, double elapsedMs)
    {
        switch (_outcome)
        {
            case DeliveryOutcome.Accepted:
                _logger.DeliveryAccepted(_delivery!.Envelope.Id, _delivery.Envelope.Type, _receiverForLogs, elapsedMs);
                break;

            case DeliveryOutcome.Duplicate:
                _logger.DeliveryDuplicate(_delivery!.Envelope.Id, _delivery.Envelope.Type, _receiverForLogs, elapsedMs);
                break;

            case DeliveryOutcome.InboxFull or DeliveryOutcome.InboxUnavailable or DeliveryOutcome.InProgress when _delivery is not null:
                _logger.DeliveryPostponed(
                    _fault, _delivery.Envelope.Id, _delivery.Envelope.Type, _receiverForLogs, code, elapsedMs, _explanation);
                break;

            case DeliveryOutcome.EventTypeMismatch or DeliveryOutcome.PayloadUnreadable when _delivery is not null:
                _logger.DeliveryNotBound(_fault, _delivery.Envelope.Id, _delivery.Envelope.Type, _receiverForLogs, code, elapsedMs, _explanation);
                break;

            case DeliveryOutcome.SecretsUnavailable or DeliveryOutcome.ConfigurationInvalid or DeliveryOutcome.BodyAlreadyRead
                or DeliveryOutcome.EndpointNotVerified:
                _logger.DeliveryNotVerifiable(_fault, _receiverForLogs, code, elapsedMs, _explanation);
                break;

            default:
                LogRefused(code, elapsedMs);
                break;
        }
    }

    private void LogRefused(string code, double elapsedMs)
    {
        if (_event is { } refused)
        {
            _logger.SignedDeliveryRefused(refused.Id, refused.Type, _receiverForLogs, code, elapsedMs, _explanation);
        }
        else
        {
            _logger.DeliveryRefused(_receiverForLogs, code, elapsedMs, _explanation);
        }
    }

    private void Record(DeliveryOutcome outcome, TimeSpan duration, string? error)
    {
        var name = OutcomeNames.Of(outcome);
        _metrics.DeliveryAnswered(_receiver, name, duration);
        _activity.ConcludeDelivery(
            _event, name, succeeded: outcome is DeliveryOutcome.Accepted or DeliveryOutcome.Duplicate or DeliveryOutcome.HandledInline);
        _deliveryLog.Record(new DeliveryLogEntry
        {
            At = _time.GetUtcNow(),
            Kind = DeliveryLogKind.Delivery,
            Receiver = _receiver,
            Tenant = _delivery?.Tenant,
            EventId = _event?.Id,
            EventType = _event?.Type,
            ConversationId = _event?.ConversationId,
            Outcome = name,
            Duration = duration,
            Error = error,
        }, _delivery is null ? default(ReadOnlyMemory<byte>?) : _delivery.Body);
    }
}
