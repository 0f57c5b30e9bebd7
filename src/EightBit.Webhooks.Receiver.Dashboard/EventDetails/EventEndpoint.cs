using EightBit.Webhooks.Receiver.Dashboard.Answering;
using EightBit.Webhooks.Receiver.Dashboard.Asking;
using EightBit.Webhooks.Receiver.Dashboard.Deliveries;
using EightBit.Webhooks.Receiver.Dashboard.Queries;
using EightBit.Webhooks.Receiver.Dashboard.Redaction;
using EightBit.Webhooks.Receiver.DeliveryLog;
using EightBit.Webhooks.Receiver.Inbox;
using Microsoft.AspNetCore.Http;

namespace EightBit.Webhooks.Receiver.Dashboard.EventDetails;

/// <summary>All that is known of one event: its lines in the log, and what the inbox still holds of it.</summary>
internal sealed class EventEndpoint
{
    private const int MaxLines = DeliveryLogQuery.MaxTake;

    private readonly IWebhookInboxAdmin _inbox;
    private readonly IWebhookDeliveryLog _log;
    private readonly BoundedCalls _calls;
    private readonly PayloadReader _payloads;

    public EventEndpoint(IWebhookInboxAdmin inbox, IWebhookDeliveryLog log, BoundedCalls calls, PayloadReader payloads)
    {
        _inbox = inbox;
        _log = log;
        _calls = calls;
        _payloads = payloads;
    }

    public async Task AnswerAsync(HttpContext context)
    {
        var reader = new QueryReader(context.Request);
        var receiver = reader.Text("receiver") ?? "";
        var tenant = reader.Text("tenant");
        var eventId = reader.Text("eventId");
        if ((reader.Problem ?? (eventId is null ? "eventId is missing." : null)) is { } problem)
        {
            await Answers.BadRequestAsync(context, problem);
            return;
        }

        var lines = await _calls.AskAsync(
            BoundedCalls.DeliveryLog, token => _log.QueryAsync(new DeliveryLogQuery { EventId = eventId, Receiver = receiver, Take = MaxLines }, token));
        var held = await _calls.AskAsync(BoundedCalls.Inbox, token => _inbox.FindAsync(receiver, tenant, eventId!, token));
        var answer = new EventAnswer
        {
            Receiver = receiver,
            Tenant = tenant,
            EventId = eventId!,
            Lines = lines.Value is { } page ? [.. page.Items.Where(line => line.Tenant == tenant).Select(DeliveryLine.Of)] : [],
            LinesProblem = lines.Problem,
            Held = held.Value is { } found ? new HeldDetails(found, await FindLetterAsync(found), _payloads.Read(found.Delivery.Body)) : null,
            HeldProblem = held.Problem,
        };
        await Answers.JsonAsync(context, answer, DashboardJson.Default.EventAnswer);
    }

    /// <summary>Only the list of dead letters knows when one died. Null where it has gone meanwhile.</summary>
    private async Task<DeadLetter?> FindLetterAsync(InboxEvent held)
    {
        if (held.State != InboxEventState.Dead)
        {
            return null;
        }

        var query = new DeadLetterQuery { After = held.EntryId - 1, Take = 1 };
        var letters = await _calls.AskAsync(BoundedCalls.Inbox, token => _inbox.ListDeadLettersAsync(query, token));
        return letters.Value?.Items.FirstOrDefault(letter => letter.EntryId == held.EntryId);
    }
}
