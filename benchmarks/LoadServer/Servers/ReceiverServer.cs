using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.Handlers;

namespace LoadServer.Servers;

/// <summary>This library, with a typed handler that does nothing. The resource is the SQLite file, Redis' address, or how large memory begins.</summary>
internal sealed class ReceiverServer : IWebhookServer
{
    private readonly ReceiverInbox _inbox;

    public ReceiverServer(ReceiverInbox inbox) => _inbox = inbox;

    public void Configure(WebApplicationBuilder builder, string resource)
    {
        builder.Services.AddRouting();
        var webhooks = builder.Services.AddEightBitWebhooks(options => options.Secrets.Add(Workload.Secret))
            .AddHandler<MessageReceived, CountingHandler>();
        switch (_inbox)
        {
            case ReceiverInbox.Sqlite:
                webhooks.UseSqliteInbox($"Data Source={resource}");
                break;

            case ReceiverInbox.Redis:
                builder.Configuration["EightBit:Webhooks:Redis:MaxPendingEvents"] = $"{Workload.MaxPendingEvents}";
                webhooks.UseRedisInbox(resource);
                break;

            default:
                builder.Configuration["EightBit:Webhooks:InMemory:MaxPendingEvents"] = $"{Workload.MaxPendingEvents}";
                builder.Configuration["EightBit:Webhooks:InMemory:MaxPendingBytes"] = $"{Workload.MaxPendingEvents * 1024L}";
                Growth.Parse(resource).Configure(builder, webhooks);
                break;
        }
    }

    public void Map(WebApplication app)
    {
        app.MapEightBitWebhooks(Workload.Path);
        Growth.MapReceivers(app);
    }

    private sealed class CountingHandler(HandledCount handled) : IWebhookHandler<MessageReceived>
    {
        public Task HandleAsync(WebhookEvent<MessageReceived> webhookEvent, CancellationToken cancellationToken)
        {
            if (webhookEvent.Data.Content is not null)
            {
                handled.Add();
            }

            return Task.CompletedTask;
        }
    }
}
