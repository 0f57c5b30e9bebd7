using Octokit.Webhooks;
using Octokit.Webhooks.AspNetCore;
using Octokit.Webhooks.Events;

namespace LoadServer.Servers;

/// <summary>GitHub's events, received by Octokit.Webhooks.AspNetCore: it runs the processor before it answers, and knows no duplicates.</summary>
internal sealed class OctokitServer : IWebhookServer
{
    public void Configure(WebApplicationBuilder builder, string resource)
    {
        builder.Services.AddRouting();
        builder.Services.AddSingleton<WebhookEventProcessor, CountingProcessor>();
    }

    public void Map(WebApplication app) => app.MapGitHubWebhooks(Workload.Path, Workload.Secret);

    private sealed class CountingProcessor(HandledCount handled) : WebhookEventProcessor
    {
        protected override ValueTask ProcessPingWebhookAsync(
            WebhookHeaders headers, PingEvent pingEvent, CancellationToken cancellationToken = default)
        {
            handled.Add();
            return ValueTask.CompletedTask;
        }
    }
}
