using System.Diagnostics.CodeAnalysis;

namespace LoadServer.Servers;

internal static class WebhookServers
{
    private static readonly Dictionary<string, IWebhookServer> All = new()
    {
        ["bare"] = new BareServer(),
        ["handwritten"] = new HandwrittenServer(),
        ["octokit"] = new OctokitServer(),
        ["memory"] = new ReceiverServer(ReceiverInbox.Memory),
        ["sqlite"] = new ReceiverServer(ReceiverInbox.Sqlite),
        ["redis"] = new ReceiverServer(ReceiverInbox.Redis),
        ["inline"] = new InlineServer(),
    };

    public static IEnumerable<string> Kinds => All.Keys;

    public static bool TryFind(string kind, [NotNullWhen(true)] out IWebhookServer? server) => All.TryGetValue(kind, out server);
}
