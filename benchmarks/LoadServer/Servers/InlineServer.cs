using EightBit.Webhooks.Receiver.Endpoints;
using EightBit.Webhooks.Receiver.Events;

namespace LoadServer.Servers;

/// <summary>This library on an endpoint of the application's own, which answers the platform itself.</summary>
internal sealed class InlineServer : IWebhookServer
{
    public void Configure(WebApplicationBuilder builder, string resource)
    {
        builder.Services.AddRouting();
        builder.Services.AddEightBitWebhooks(options => options.Secrets.Add(Workload.Secret));
    }

    public void Map(WebApplication app)
        => app.MapPost(Workload.Path, [EightBitWebhook] (WebhookEvent<MessageReceived> webhookEvent, HandledCount handled) =>
        {
            if (webhookEvent.Data.Content is not null)
            {
                handled.Add();
            }

            return Results.Ok();
        });
}
