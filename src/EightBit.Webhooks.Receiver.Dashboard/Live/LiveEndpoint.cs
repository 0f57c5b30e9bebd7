using System.Collections.Frozen;
using System.Text.Json;
using EightBit.Webhooks.Receiver.Dashboard.About;
using EightBit.Webhooks.Receiver.Dashboard.Answering;
using EightBit.Webhooks.Receiver.Dashboard.Asking;
using EightBit.Webhooks.Receiver.Dashboard.Deliveries;
using EightBit.Webhooks.Receiver.Dashboard.Queries;
using EightBit.Webhooks.Receiver.DeliveryLog;
using EightBit.Webhooks.Receiver.Inbox;
using Microsoft.AspNetCore.Http;

namespace EightBit.Webhooks.Receiver.Dashboard.Live;

/// <summary>What is going on now. Asked every second by every open page, so all of them share one answer for each receiver.</summary>
internal sealed class LiveEndpoint
{
    private const int MaxLines = 50;

    private readonly IWebhookInboxAdmin _inbox;
    private readonly IWebhookDeliveryLog _log;
    private readonly BoundedCalls _calls;
    private readonly TimeProvider _time;
    private readonly SharedReading<Reading<InboxStatistics>> _statistics;
    private readonly SharedReading<LiveView> _all;
    private readonly FrozenDictionary<string, SharedReading<LiveView>> _byReceiver;

    public LiveEndpoint(IWebhookInboxAdmin inbox, IWebhookDeliveryLog log, BoundedCalls calls, KnownReceivers receivers, TimeProvider time)
    {
        _inbox = inbox;
        _log = log;
        _calls = calls;
        _time = time;
        _statistics = new(time, () => _calls.AskAsync(BoundedCalls.Inbox, _inbox.GetStatisticsAsync));
        _all = new(time, () => ReadAsync(null));
        _byReceiver = receivers.All.ToFrozenDictionary(
            receiver => receiver.Name, receiver => new SharedReading<LiveView>(time, () => ReadAsync(receiver.Name)), StringComparer.Ordinal);
    }

    public async Task AnswerAsync(HttpContext context)
    {
        var reader = new QueryReader(context.Request);
        var receiver = reader.TextOrEmpty("receiver");
        if (reader.Problem is { } problem)
        {
            await Answers.BadRequestAsync(context, problem);
            return;
        }

        var shared = _all;
        if (receiver is not null && !_byReceiver.TryGetValue(receiver, out shared))
        {
            await Answers.BadRequestAsync(context, "The application has no receiver of this name; /api/about lists them.");
            return;
        }

        await SendAsync(context, await shared.GetAsync().WaitAsync(context.RequestAborted));
    }

    private static async Task SendAsync(HttpContext context, LiveView view)
    {
        var response = context.Response;
        response.Headers.ETag = view.ETag;
        if (EntityTags.Matches(context.Request, view.ETag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = view.Json.Length;
        await response.Body.WriteAsync(view.Json, context.RequestAborted);
    }

    private async Task<LiveView> ReadAsync(string? receiver)
    {
        var statistics = _statistics.GetAsync();
        var lines = await _calls.AskAsync(
            BoundedCalls.DeliveryLog, token => _log.QueryAsync(new DeliveryLogQuery { Receiver = receiver, Take = MaxLines }, token));
        var inbox = await statistics;
        var answer = new LiveAnswer
        {
            Now = default,
            Statistics = inbox.Value is { } value ? InboxFigures.Of(value) : null,
            InboxProblem = inbox.Problem ?? inbox.Value?.Refusal,
            LogProblem = lines.Problem,
            Lines = lines.Value is { } page ? [.. page.Items.Select(DeliveryLine.Of)] : [],
        };

        // The tag is of what there is to see; the time alone is no news.
        var seen = JsonSerializer.SerializeToUtf8Bytes(answer, DashboardJson.Default.LiveAnswer);
        var timed = answer with { Now = _time.GetUtcNow() };
        return new LiveView(EntityTags.Of(seen), JsonSerializer.SerializeToUtf8Bytes(timed, DashboardJson.Default.LiveAnswer));
    }
}
