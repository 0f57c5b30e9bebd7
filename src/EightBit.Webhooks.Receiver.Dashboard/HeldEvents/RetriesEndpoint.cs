using EightBit.Webhooks.Receiver.Dashboard.Answering;
using EightBit.Webhooks.Receiver.Dashboard.Asking;
using EightBit.Webhooks.Receiver.Dashboard.Queries;
using EightBit.Webhooks.Receiver.Dashboard.Redaction;
using EightBit.Webhooks.Receiver.Inbox;
using Microsoft.AspNetCore.Http;

namespace EightBit.Webhooks.Receiver.Dashboard.HeldEvents;

/// <summary>Lists the events that wait for a retry.</summary>
internal sealed class RetriesEndpoint
{
    private readonly IWebhookInboxAdmin _inbox;
    private readonly BoundedCalls _calls;
    private readonly PayloadReader _payloads;

    public RetriesEndpoint(IWebhookInboxAdmin inbox, BoundedCalls calls, PayloadReader payloads)
    {
        _inbox = inbox;
        _calls = calls;
        _payloads = payloads;
    }

    public async Task AnswerAsync(HttpContext context)
    {
        var reader = new QueryReader(context.Request);
        var query = new RetryQuery
        {
            Receiver = reader.TextOrEmpty("receiver"),
            Take = reader.Number("take", 1, HeldLimits.MaxTake, HeldLimits.DefaultTake),
        };
        if (reader.Problem is { } problem)
        {
            await Answers.BadRequestAsync(context, problem);
            return;
        }

        var listed = await _calls.AskForEventsAsync(token => ListAsync(query, token));
        var answer = listed.Value ?? new HeldList([], listed.Problem);
        await Answers.JsonAsync(context, answer, DashboardJson.Default.HeldList);
    }

    private async ValueTask<HeldList> ListAsync(RetryQuery query, CancellationToken cancellationToken)
    {
        var retries = await _inbox.ListRetriesAsync(query, cancellationToken);
        return new([.. retries.Select(held => HeldEvent.Of(held, _payloads.MaskInListOf(held.Delivery.Body)))], null);
    }
}
