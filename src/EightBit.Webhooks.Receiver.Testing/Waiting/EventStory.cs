using System.Globalization;
using System.Text;
using EightBit.Webhooks.Receiver.DeliveryLog;
using EightBit.Webhooks.Receiver.Inbox;

namespace EightBit.Webhooks.Receiver.Testing.Waiting;

/// <summary>Tells what has happened to an event, for the person in front of a test that has failed.</summary>
internal sealed class EventStory
{
    private const int MostNamed = 10;

    private readonly SettlementWatch _watch;
    private readonly IWebhookInboxAdmin _inbox;
    private readonly IWebhookDeliveryLog _log;
    private readonly string _eventId;

    public EventStory(SettlementWatch watch, IWebhookInboxAdmin inbox, IWebhookDeliveryLog log, string eventId)
    {
        _watch = watch;
        _inbox = inbox;
        _log = log;
        _eventId = eventId;
    }

    public static string Of(DeadLetter letter) => $"{letter.Reason} after {letter.Attempts} attempts: {letter.Error}";

    public static string Of(EventRecord record)
    {
        var text = new StringBuilder();
        if (record.Answers.Count > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"Delivered, and answered {string.Join(", ", record.Answers)}. ");
        }

        foreach (var attempt in record.Attempts)
        {
            text.Append(CultureInfo.InvariantCulture, $"Attempt {attempt.Number}: {Of(attempt)}. ");
        }

        return text.ToString().TrimEnd();
    }

    /// <summary>Deliveries, attempts, and what the inbox holds.</summary>
    public async Task<string> TellAsync(CancellationToken cancellationToken)
    {
        var record = _watch.Find(_eventId);
        var seen = Of(record);
        return string.Join(' ', new[]
        {
            seen.Length > 0 ? seen : await TellLogAsync(cancellationToken),
            AdviceFor(record),
            await InboxStory.TellAsync(_inbox, _watch, cancellationToken),
        }.Where(part => part.Length > 0));
    }

    private static string Of(WebhookAttempt attempt) => attempt.Outcome switch
    {
        AttemptOutcome.Handled => "handled",
        AttemptOutcome.Retry => $"failed, to be retried {attempt.RetryIn} later ({attempt.Error})",
        _ => $"failed for good ({attempt.Error})",
    };

    private static string AdviceFor(EventRecord record) => record switch
    {
        { LastAttempt.Outcome: AttemptOutcome.Retry } =>
            "It waits for its retry by the application's clock; if that is a test's own, advance it.",
        { Attempts.Count: 0, Answers.Count: > 0 } =>
            "It has not run yet: a handler may be blocked, or an event of its conversation that came first holds it back.",
        _ => "",
    };

    private async Task<string> TellLogAsync(CancellationToken cancellationToken)
    {
        var page = await _log.QueryAsync(new DeliveryLogQuery { EventId = _eventId, Take = MostNamed }, cancellationToken);
        if (page.Items.Count > 0)
        {
            return $"The delivery log has: {string.Join(", ", page.Items.Reverse().Select(Of))}.";
        }

        var others = await _log.QueryAsync(
            new DeliveryLogQuery { Kind = DeliveryLogKind.Delivery, Take = MostNamed }, cancellationToken);
        return others.Items.Count == 0
            ? "Nothing was delivered at all."
            : $"No delivery of it is known; these were the last ones: {string.Join(", ", others.Items.Select(Of))}.";
    }

    private static string Of(DeliveryLogEntry line)
        => $"{(line.Kind == DeliveryLogKind.Delivery ? "delivery" : $"attempt {line.Attempt} of {line.Handler}")} "
            + $"{line.EventId ?? "without a known id"}: {line.Outcome}{(line.Error is null ? "" : $" ({line.Error})")}";
}
