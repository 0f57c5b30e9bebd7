using System.Globalization;
using EightBit.Webhooks.Receiver.Dashboard.Answering;
using EightBit.Webhooks.Receiver.Dashboard.Asking;
using EightBit.Webhooks.Receiver.Inbox;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace EightBit.Webhooks.Receiver.Dashboard.Actions;

/// <summary>Replays and purges dead letters, oldest first, so that those of one conversation keep their order. Each is logged with who did it.</summary>
internal sealed class DeadLetterActions
{
    /// <summary>For all letters of one request together.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly IWebhookInboxAdmin _inbox;
    private readonly IAntiforgery _antiforgery;
    private readonly BoundedCalls _calls;
    private readonly TimeProvider _time;
    private readonly ILogger<DeadLetterActions> _logger;

    public DeadLetterActions(
        IWebhookInboxAdmin inbox, IAntiforgery antiforgery, BoundedCalls calls, TimeProvider time, ILogger<DeadLetterActions> logger)
    {
        _inbox = inbox;
        _antiforgery = antiforgery;
        _calls = calls;
        _time = time;
        _logger = logger;
    }

    public Task ReplayAsync(HttpContext context) => ActAsync(
        context, async (entryId, token) => ActionOutcome.Of(await _inbox.ReplayAsync(entryId, token)), _logger.DeadLetterReplayed);

    public Task PurgeAsync(HttpContext context) => ActAsync(
        context, async (entryId, token) => ActionOutcome.OfPurge(await _inbox.PurgeAsync(entryId, token)), _logger.DeadLetterPurged);

    private async Task ActAsync(HttpContext context, Func<long, CancellationToken, ValueTask<string>> act, Action<string, long, string, string> log)
    {
        if (!ActionBody.IsJson(context.Request))
        {
            // A form of another site cannot send this type, and so not even try.
            await RefuseAsync(context, StatusCodes.Status415UnsupportedMediaType, "Not JSON", "Send the Content-Type application/json.");
            return;
        }

        if (!await _antiforgery.IsRequestValidAsync(context))
        {
            await RefuseAsync(
                context,
                StatusCodes.Status400BadRequest,
                "The antiforgery token is missing or wrong",
                "Reload the page, which gets a new one from api/about, and try again. Nothing was changed.");
            return;
        }

        var body = await ActionBody.ReadAsync(context.Request, context.RequestAborted);
        if (body.Status != StatusCodes.Status200OK)
        {
            await RefuseAsync(context, body.Status, "The request cannot be understood", body.Problem);
            return;
        }

        var results = await ActOnAllAsync(body.EntryIds, act, (entryId, eventId, outcome) => log(Operator.NameOf(context), entryId, eventId, outcome));
        await Answers.JsonAsync(context, new ActionAnswer(results), DashboardJson.Default.ActionAnswer);
    }

    /// <summary>Goes on although the viewer may have gone: half of a selection is worse than all of it.</summary>
    private async Task<List<ActionResult>> ActOnAllAsync(
        IReadOnlyList<long> entryIds, Func<long, CancellationToken, ValueTask<string>> act, Action<long, string, string> log)
    {
        var startedAt = _time.GetTimestamp();
        var results = new List<ActionResult>(entryIds.Count);
        foreach (var entryId in entryIds)
        {
            var number = entryId.ToString(CultureInfo.InvariantCulture);
            if (_time.GetElapsedTime(startedAt) > Patience)
            {
                results.Add(new(number, ActionOutcome.Failed, "Not tried: the letters before it took a minute. Try again with those that are left."));
                continue;
            }

            var eventId = await FindEventIdAsync(entryId);
            var outcome = await _calls.AskAsync(BoundedCalls.Inbox, token => act(entryId, token));
            log(entryId, eventId ?? "(not found)", outcome.Value ?? $"it is not known: {outcome.Problem}");
            results.Add(new(number, outcome.Value ?? ActionOutcome.Failed, outcome.Problem));
        }

        return results;
    }

    /// <summary>For the log: of a letter that is purged, nothing else will tell later which event it was.</summary>
    private async Task<string?> FindEventIdAsync(long entryId)
    {
        var found = await _calls.AskForEventsAsync(async token =>
        {
            var page = await _inbox.ListDeadLettersAsync(new DeadLetterQuery { After = entryId - 1, Take = 1 }, token);
            return page.Items is [var letter] && letter.EntryId == entryId ? letter.Delivery.EventId : "";
        });
        return string.IsNullOrEmpty(found.Value) ? null : found.Value;
    }

    private Task RefuseAsync(HttpContext context, int status, string title, string detail)
    {
        _logger.ActionRefused(Operator.NameOf(context), RouteText.Of(context), title);
        return Answers.ProblemAsync(context, status, title, detail);
    }
}
