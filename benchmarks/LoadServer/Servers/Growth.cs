using System.Globalization;
using EightBit.Webhooks.Receiver.Configuration;
using EightBit.Webhooks.Receiver.Deduplication;
using EightBit.Webhooks.Receiver.Inbox;

namespace LoadServer.Servers;

/// <summary>How much there is of one thing before the first delivery comes: <c>ids=1000000</c>, <c>pending=…</c>, <c>handlers=…</c>, <c>receivers=…</c>.</summary>
internal sealed record Growth(string Axis, int Count)
{
    private static int _receivers;

    public static Growth Parse(string text)
    {
        var parts = text.Split('=');
        return parts.Length == 2 ? new Growth(parts[0], int.Parse(parts[1], CultureInfo.InvariantCulture)) : new Growth("", 0);
    }

    public void Configure(WebApplicationBuilder builder, IEightBitWebhooksBuilder webhooks)
    {
        builder.Configuration["EightBit:Webhooks:InMemory:MaxRememberedIds"] = "30000000";
        switch (Axis)
        {
            case "ids":
                builder.Services.AddHostedService(services => new Filling(() => RememberAsync(services.GetRequiredService<IDeduplicationStore>())));
                break;

            case "pending":
                webhooks.AddHandler<HandlerThatWaits>(HandlerThatWaits.EventType);
                builder.Services.AddHostedService(services => new Filling(() => AcceptAsync(services.GetRequiredService<IWebhookInbox>())));
                break;

            case "handlers":
                NumberedHandlers.AddTo(webhooks, Count);
                break;

            case "receivers":
                _receivers = Count;
                for (var number = 0; number < Count; number++)
                {
                    builder.Services.AddEightBitWebhooks($"r{number}", options => options.Secrets.Add(Workload.Secret))
                        .AddHandler<HandlerThatWaits>("*");
                }

                break;
        }
    }

    public static void MapReceivers(WebApplication app)
    {
        for (var number = 0; number < _receivers; number++)
        {
            app.MapEightBitWebhooks($"/hooks/r{number}", $"r{number}");
        }
    }

    private async Task RememberAsync(IDeduplicationStore store)
    {
        for (var number = 0; number < Count; number++)
        {
            var key = new DeduplicationKey("", null, $"evt_that_was_there_before_{number}");
            var claim = await store.ClaimAsync(key, TimeSpan.FromMinutes(1), CancellationToken.None);
            await store.CompleteAsync(key, claim.Token, TimeSpan.FromDays(3), CancellationToken.None);
        }
    }

    private async Task AcceptAsync(IWebhookInbox inbox)
    {
        var body = """{"id":"evt","type":"load.waits","data":{}}"""u8.ToArray();
        for (var number = 0; number < Count; number++)
        {
            // One conversation: its first event runs and never ends, the others wait behind it.
            await inbox.AcceptAsync(
                new InboxDelivery
                {
                    Receiver = "",
                    EventId = $"evt_that_waits_{number}",
                    EventType = HandlerThatWaits.EventType,
                    OrderingKey = "conversation that waits",
                    RememberFor = TimeSpan.FromDays(3),
                    Body = body,
                },
                CancellationToken.None);
        }
    }

    private sealed class Filling(Func<Task> fill) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => fill();

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
