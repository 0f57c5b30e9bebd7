using EightBit.Webhooks.Receiver.DeliveryLog;
using EightBit.Webhooks.Receiver.Inbox;
using Microsoft.Extensions.DependencyInjection;

namespace EightBit.Webhooks.Receiver.Testing.Waiting;

/// <summary>Looks for what has become of one event: at what was seen of it, and where that is not enough, in inbox and delivery log.</summary>
internal sealed class EventWait
{
    private readonly IWebhookInboxAdmin _inbox;
    private readonly IWebhookDeliveryLog _log;
    private readonly SettlementWatch _watch;
    private readonly EventStory _story;
    private readonly string _eventId;
    private readonly QuietTime _quiet = new();

    public EventWait(IServiceProvider services, string eventId)
    {
        _watch = SettlementWatch.Of(services);
        _inbox = services.GetRequiredService<IWebhookInboxAdmin>();
        _log = services.GetRequiredService<IWebhookDeliveryLog>();
        _story = new EventStory(_watch, _inbox, _log, eventId);
        _eventId = eventId;
    }

    public Task HandledAsync(TimeSpan? timeout, CancellationToken cancellationToken)
        => WaitAsync(LookForHandledAsync, "handled", timeout, cancellationToken);

    public Task<DeadLetter> DeadAsync(TimeSpan? timeout, CancellationToken cancellationToken)
        => WaitAsync(LookForDeadAsync, "a dead letter", timeout, cancellationToken);

    public Task<WebhookAttempt> AttemptedAsync(int times, TimeSpan? timeout, CancellationToken cancellationToken)
        => WaitAsync(token => LookForAttemptAsync(times, token), times == 1 ? "attempted" : $"attempted {times} times", timeout, cancellationToken);

    private Task<T> WaitAsync<T>(
        Func<CancellationToken, Task<T?>> look, string what, TimeSpan? timeout, CancellationToken cancellationToken)
        where T : class
        => new Patience(_watch, timeout).UntilAsync(
            look, async token => $"event {_eventId} is not {what}. {await _story.TellAsync(token)}", cancellationToken);

    private async Task<object?> LookForHandledAsync(CancellationToken cancellationToken)
    {
        var record = _watch.Find(_eventId);
        if (record.LastAttempt?.Outcome == AttemptOutcome.Handled || record.IsHandledInline)
        {
            return record;
        }

        ThrowIfRefused(record);
        if (record.LastAttempt?.Outcome == AttemptOutcome.Dead && await FindLetterAsync(cancellationToken) is { } letter)
        {
            throw new WebhookWaitException($"Event {_eventId} was not handled: it is a dead letter. {EventStory.Of(letter)}");
        }

        return record.LastAttempt is null ? await LookBackAsync(record, cancellationToken) : null;
    }

    private async Task<DeadLetter?> LookForDeadAsync(CancellationToken cancellationToken)
    {
        var record = _watch.Find(_eventId);
        ThrowIfHandled(record, "is no dead letter");
        ThrowIfRefused(record);
        return record.LastAttempt?.Outcome is AttemptOutcome.Dead or null ? await FindLetterAsync(cancellationToken) : null;
    }

    private async Task<WebhookAttempt?> LookForAttemptAsync(int times, CancellationToken cancellationToken)
    {
        var record = _watch.Find(_eventId);
        if (record.Attempts.Count >= times)
        {
            return record.Attempts[times - 1];
        }

        ThrowIfHandled(record, $"is not attempted {times} times");
        ThrowIfRefused(record);
        if (record.LastAttempt?.Outcome == AttemptOutcome.Dead
            && await FindLetterAsync(cancellationToken) is { } letter
            && _quiet.IsOver(record.Attempts.Count))
        {
            throw new WebhookWaitException($"Event {_eventId} is not attempted {times} times: it is a dead letter. {EventStory.Of(letter)}");
        }

        return null;
    }

    /// <summary>
    /// Nobody here has seen an attempt: it was before the watch began, or elsewhere. In this order, an event that was accepted, is no
    /// longer pending and is no dead letter was handled.
    /// </summary>
    private async Task<object?> LookBackAsync(EventRecord record, CancellationToken cancellationToken)
    {
        var deliveries = await _log.QueryAsync(
            new DeliveryLogQuery { EventId = _eventId, Kind = DeliveryLogKind.Delivery }, cancellationToken);
        if (deliveries.Items.FirstOrDefault(delivery => delivery.Outcome == "handled_inline") is { } handledInline)
        {
            return handledInline;
        }

        var isKnown = record.Answers.Any(answer => answer.IsSuccess)
            || deliveries.Items.Any(delivery => delivery.Outcome is "accepted" or "duplicate");
        var isPending = !isKnown || (await _inbox.GetStatisticsAsync(cancellationToken)).Pending > 0;
        return await FindLetterAsync(cancellationToken) is { } letter
            ? throw new WebhookWaitException($"Event {_eventId} was not handled: it is a dead letter. {EventStory.Of(letter)}")
            : isPending ? null : record;
    }

    private void ThrowIfRefused(EventRecord record)
    {
        if (record.IsRefused && record.Attempts.Count == 0)
        {
            throw new WebhookWaitException(
                $"Event {_eventId} was never accepted: its delivery was answered {record.Answers[^1]}. {record.Answers[^1].Body}".TrimEnd());
        }
    }

    private void ThrowIfHandled(EventRecord record, string what)
    {
        if (record.LastAttempt is { Outcome: AttemptOutcome.Handled } || record.IsHandledInline)
        {
            throw new WebhookWaitException($"Event {_eventId} {what}: it was handled. {EventStory.Of(record)}");
        }
    }

    private Task<DeadLetter?> FindLetterAsync(CancellationToken cancellationToken) => DeadLetters.FindAsync(_inbox, _eventId, cancellationToken);
}
