using System.Globalization;
using EightBit.Webhooks.Receiver.Dashboard.Answering;
using EightBit.Webhooks.Receiver.Dashboard.Asking;
using EightBit.Webhooks.Receiver.Dashboard.Queries;
using EightBit.Webhooks.Receiver.Dashboard.Redaction;
using EightBit.Webhooks.Receiver.Inbox;
using Microsoft.AspNetCore.Http;

namespace EightBit.Webhooks.Receiver.Dashboard.HeldEvents;

/// <summary>Lists dead letters, oldest first.</summary>
internal sealed class DeadLettersEndpoint
{
    private readonly IWebhookInboxAdmin _inbox;
    private readonly BoundedCalls _calls;
    private readonly PayloadReader _payloads;

    public DeadLettersEndpoint(IWebhookInboxAdmin inbox, BoundedCalls calls, PayloadReader payloads)
    {
        _inbox = inbox;
        _calls = calls;
        _payloads = payloads;
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

        var listed = await _calls.AskForEventsAsync(token => ListAsync(query, token));
        var answer = listed.Value ?? new HeldPage([], null, listed.Problem);
        await Answers.JsonAsync(context, answer, DashboardJson.Default.HeldPage);
    }

    private async ValueTask<HeldPage> ListAsync(DeadLetterQuery query, CancellationToken cancellationToken)
    {
        var letters = await _inbox.ListDeadLettersAsync(query, cancellationToken);
        var shown = letters.Items.Select(letter => HeldEvent.Of(letter, _payloads.MaskInListOf(letter.Delivery.Body)));
        return new([.. shown], letters.Next?.ToString(CultureInfo.InvariantCulture), null);
    }
}
