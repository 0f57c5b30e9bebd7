using EightBit.Webhooks.Receiver.Dashboard.Answering;
using EightBit.Webhooks.Receiver.Dashboard.Asking;
using EightBit.Webhooks.Receiver.Dashboard.Queries;
using EightBit.Webhooks.Receiver.Inbox;
using Microsoft.AspNetCore.Http;

namespace EightBit.Webhooks.Receiver.Dashboard.HeldEvents;

/// <summary>Lists the events that wait for a retry.</summary>
internal sealed class RetriesEndpoint
{
    private readonly IWebhookInboxAdmin _inbox;
    private readonly BoundedCalls _calls;

    public RetriesEndpoint(IWebhookInboxAdmin inbox, BoundedCalls calls)
    {
        _inbox = inbox;
        _calls = calls;
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

        var retries = await _calls.AskAsync(BoundedCalls.Inbox, token => _inbox.ListRetriesAsync(query, token));
        var answer = new HeldList(retries.Value is { } events ? [.. events.Select(HeldEvent.Of)] : [], retries.Problem);
        await Answers.JsonAsync(context, answer, DashboardJson.Default.HeldList);
    }
}
