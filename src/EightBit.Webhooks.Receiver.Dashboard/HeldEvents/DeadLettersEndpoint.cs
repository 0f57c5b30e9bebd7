using System.Globalization;
using EightBit.Webhooks.Receiver.Dashboard.Answering;
using EightBit.Webhooks.Receiver.Dashboard.Asking;
using EightBit.Webhooks.Receiver.Dashboard.Queries;
using EightBit.Webhooks.Receiver.Inbox;
using Microsoft.AspNetCore.Http;

namespace EightBit.Webhooks.Receiver.Dashboard.HeldEvents;

/// <summary>Lists dead letters, oldest first.</summary>
internal sealed class DeadLettersEndpoint
{
    private readonly IWebhookInboxAdmin _inbox;
    private readonly BoundedCalls _calls;

    public DeadLettersEndpoint(IWebhookInboxAdmin inbox, BoundedCalls calls)
    {
        _inbox = inbox;
        _calls = calls;
    }

    public async Task AnswerAsync(HttpContext context)
    {
        var reader = new QueryReader(context.Request);
        var query = new DeadLetterQuery
        {
            Receiver = reader.TextOrEmpty("receiver"),
            After = reader.Cursor("after") ?? 0,
            Take = reader.Number("take", 1, HeldLimits.MaxTake, HeldLimits.DefaultTake),
        };
        if (reader.Problem is { } problem)
        {
            await Answers.BadRequestAsync(context, problem);
            return;
        }

        var letters = await _calls.AskAsync(BoundedCalls.Inbox, token => _inbox.ListDeadLettersAsync(query, token));
        var answer = letters.Value is { } page
            ? new HeldPage([.. page.Items.Select(HeldEvent.Of)], page.Next?.ToString(CultureInfo.InvariantCulture), null)
            : new HeldPage([], null, letters.Problem);
        await Answers.JsonAsync(context, answer, DashboardJson.Default.HeldPage);
    }
}
