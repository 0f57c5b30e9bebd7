using System.Globalization;
using EightBit.Webhooks.Receiver.Dashboard.Answering;
using EightBit.Webhooks.Receiver.Dashboard.Asking;
using EightBit.Webhooks.Receiver.Dashboard.Queries;
using EightBit.Webhooks.Receiver.DeliveryLog;
using Microsoft.AspNetCore.Http;

namespace EightBit.Webhooks.Receiver.Dashboard.Deliveries;

/// <summary>Searches the delivery log.</summary>
internal sealed class DeliveriesEndpoint
{
    private const int MaxTake = 200;
    private const int DefaultTake = 50;

    private readonly IWebhookDeliveryLog _log;
    private readonly BoundedCalls _calls;

    public DeliveriesEndpoint(IWebhookDeliveryLog log, BoundedCalls calls)
    {
        _log = log;
        _calls = calls;
    }

    public async Task AnswerAsync(HttpContext context)
    {
        var reader = new QueryReader(context.Request);
        var query = Read(reader);
        if (reader.Problem is { } problem)
        {
            await Answers.BadRequestAsync(context, problem);
            return;
        }

        var page = await _calls.AskAsync(BoundedCalls.DeliveryLog, token => _log.QueryAsync(query, token));
        var answer = page.Value is { } lines
            ? new DeliveriesAnswer([.. lines.Items.Select(DeliveryLine.Of)], lines.Next?.ToString(CultureInfo.InvariantCulture), null)
            : new DeliveriesAnswer([], null, page.Problem);
        await Answers.JsonAsync(context, answer, DashboardJson.Default.DeliveriesAnswer);
    }

    private static DeliveryLogQuery Read(QueryReader reader) => new()
    {
        EventId = reader.Text("eventId"),
        EventType = reader.Text("eventType"),
        ConversationId = reader.Text("conversationId"),
        Receiver = reader.TextOrEmpty("receiver"),
        Kind = reader.Word("kind", DeliveryLine.Delivery, DeliveryLine.Handling) switch
        {
            DeliveryLine.Delivery => DeliveryLogKind.Delivery,
            DeliveryLine.Handling => DeliveryLogKind.Handling,
            _ => null,
        },
        Outcome = reader.Text("outcome"),
        From = reader.Time("from"),
        To = reader.Time("to"),
        Before = reader.Cursor("before"),
        Take = reader.Number("take", 1, MaxTake, DefaultTake),
    };
}
