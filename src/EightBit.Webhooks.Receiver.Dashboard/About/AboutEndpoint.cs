using System.Reflection;
using EightBit.Webhooks.Receiver.Dashboard.Answering;
using EightBit.Webhooks.Receiver.DeliveryLog;
using EightBit.Webhooks.Receiver.Inbox;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace EightBit.Webhooks.Receiver.Dashboard.About;

/// <summary>What the page has to know first.</summary>
internal sealed class AboutEndpoint
{
    private static readonly string Version = typeof(AboutEndpoint).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    private readonly KnownReceivers _receivers;
    private readonly IWebhookInbox _inbox;
    private readonly IWebhookDeliveryLog _log;
    private readonly IAntiforgery _antiforgery;
    private readonly IOptionsMonitor<DashboardOptions> _options;

    public AboutEndpoint(
        KnownReceivers receivers, IWebhookInbox inbox, IWebhookDeliveryLog log, IAntiforgery antiforgery, IOptionsMonitor<DashboardOptions> options)
    {
        _receivers = receivers;
        _inbox = inbox;
        _log = log;
        _antiforgery = antiforgery;
        _options = options;
    }

    public Task AnswerAsync(HttpContext context)
    {
        var tokens = _antiforgery.GetAndStoreTokens(context);
        var about = new AboutAnswer
        {
            Version = Version,
            Receivers = _receivers.All,
            Inbox = new InboxKind(_inbox.GetType().Name, _inbox.IsDurable),
            Log = new LogKind(_log.IsDurable),
            Notes = [],
            RedactedPaths = [.. _options.CurrentValue.RedactedPaths],
            Outcomes = SearchableOutcomes.All,
            Antiforgery = new AntiforgeryPass(tokens.HeaderName, tokens.RequestToken),
            User = context.User.Identity?.Name,
        };
        return context.Response.WriteAsJsonAsync(about, DashboardJson.Default.AboutAnswer, cancellationToken: context.RequestAborted);
    }
}
