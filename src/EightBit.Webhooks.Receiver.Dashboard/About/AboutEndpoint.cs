using System.Reflection;
using EightBit.Webhooks.Receiver.Dashboard.Answering;
using EightBit.Webhooks.Receiver.DeliveryLog;
using EightBit.Webhooks.Receiver.Inbox;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
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
    private readonly ILogger<AboutEndpoint> _logger;

    public AboutEndpoint(
        KnownReceivers receivers,
        IWebhookInbox inbox,
        IWebhookDeliveryLog log,
        IAntiforgery antiforgery,
        IOptionsMonitor<DashboardOptions> options,
        ILogger<AboutEndpoint> logger)
    {
        _receivers = receivers;
        _inbox = inbox;
        _log = log;
        _antiforgery = antiforgery;
        _options = options;
        _logger = logger;
    }

    public Task AnswerAsync(HttpContext context)
    {
        var about = new AboutAnswer
        {
            Version = Version,
            Receivers = _receivers.All,
            Inbox = new InboxKind(_inbox.GetType().Name, _inbox.IsDurable),
            Log = new LogKind(_log.IsDurable),
            Notes = Notes.Of(_inbox, _log),
            RedactedPaths = [.. _options.CurrentValue.RedactedPaths],
            Outcomes = SearchableOutcomes.All,
            Antiforgery = GetPass(context),
            User = context.User.Identity?.Name,
        };
        return Answers.JsonAsync(context, about, DashboardJson.Default.AboutAnswer);
    }

    private AntiforgeryPass GetPass(HttpContext context)
    {
        try
        {
            var tokens = _antiforgery.GetAndStoreTokens(context);
            context.Response.Headers.CacheControl = "no-store";
            return new AntiforgeryPass(tokens.HeaderName, tokens.RequestToken);
        }
        catch (InvalidOperationException exception)
        {
            // A user without a name or an id, or a cookie for HTTPS alone on HTTP: looking is possible all the same.
            _logger.NoAntiforgeryToken(exception.Message);
            return new AntiforgeryPass(null, null);
        }
    }
}
