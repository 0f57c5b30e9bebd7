using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace EightBit.Webhooks.Receiver.Dashboard.BrowserTests.Browsing;

/// <summary>What a page must not cause: errors in the console, breaches of its policy, requests to anybody else.</summary>
internal sealed class Complaints
{
    private const string ReportBreaches =
        "document.addEventListener('securitypolicyviolation', e => console.error('policy: ' + e.violatedDirective + ' ' + e.blockedURI + ' ' + e.sample))";

    private readonly ConcurrentQueue<string> _all = new();

    public IReadOnlyList<string> All => [.. _all];

    /// <summary>Console errors that a test causes on purpose: texts that they contain.</summary>
    public List<string> Expected { get; } = [];

    public static async Task<Complaints> OfAsync(IBrowserContext context, Uri origin)
    {
        var complaints = new Complaints();
        context.Console += (_, message) => complaints.Add(message);
        context.WebError += (_, error) => complaints._all.Enqueue($"uncaught: {error.Error}");
        context.Request += (_, request) => complaints.Add(request, origin);
        await context.AddInitScriptAsync(ReportBreaches);
        return complaints;
    }

    public void Add(IConsoleMessage message)
    {
        var text = $"{message.Type}: {message.Text} ({message.Location})";
        if (message.Type is "error" or "warning" && !Expected.Any(part => text.Contains(part, StringComparison.Ordinal)))
        {
            _all.Enqueue(text);
        }
    }

    private void Add(IRequest request, Uri origin)
    {
        var url = new Uri(request.Url);
        if (!url.GetLeftPart(UriPartial.Authority).Equals(origin.GetLeftPart(UriPartial.Authority), StringComparison.OrdinalIgnoreCase))
        {
            _all.Enqueue($"request elsewhere: {request.Url}");
        }
    }
}
