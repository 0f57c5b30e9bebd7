using EightBit.Webhooks.Receiver.Dashboard.Answering;
using EightBit.Webhooks.Receiver.Dashboard.Asking;
using EightBit.Webhooks.Receiver.Dashboard.Deliveries;
using EightBit.Webhooks.Receiver.Dashboard.Queries;
using EightBit.Webhooks.Receiver.DeliveryLog;
using Microsoft.AspNetCore.Http;

namespace EightBit.Webhooks.Receiver.Dashboard.EventDetails;

/// <summary>All that is known of one event: its lines in the log, and what the inbox still holds of it.</summary>
internal sealed class EventEndpoint
{
    private const int MaxLines = DeliveryLogQuery.MaxTake;

    private readonly HeldEventFinder _inbox;
    private readonly IWebhookDeliveryLog _log;
    private readonly BoundedCalls _calls;

    public EventEndpoint(HeldEventFinder inbox, IWebhookDeliveryLog log, BoundedCalls calls)
    {
        _inbox = inbox;
        _log = log;
        _calls = calls;
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
        var held = await _inbox.FindAsync(receiver, tenant, eventId!);
        var answer = new EventAnswer
        {
            Receiver = receiver,
            Tenant = tenant,
            EventId = eventId!,
            Lines = lines.Value is { } page ? [.. page.Items.Where(line => line.Tenant == tenant).Select(DeliveryLine.Of)] : [],
            LinesProblem = lines.Problem,
            Held = held.Value,
            HeldProblem = held.Problem,
        };
        await Answers.JsonAsync(context, answer, DashboardJson.Default.EventAnswer);
    }
}
