using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.Handlers;
using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Redis.Tests.Servers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace RedisInboxBenchmark;

/// <summary>Events of 1 KB in 1,000 conversations, and an application that takes them.</summary>
internal static class Workload
{
    public const int BodyBytes = 1024;

    private static readonly byte[] Body = CreateBody();

    public static InboxDelivery Delivery(string prefix, int number) => new()
    {
        Receiver = "",
        EventId = $"{prefix}-{number}",
        EventType = "message.received",
        OrderingKey = $"conv-{number % 1000}",
        RememberFor = TimeSpan.FromDays(3),
        Body = Body,
    };

    public static WebApplication CreateApplication(RedisServer server, Action<int> handled)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(handled);
        builder.Services.AddEightBitWebhooks(options => options.Secrets.Add("a-secret-that-nobody-signs-with"))
            .AddHandler<CountingHandler>("*")
            .ConfigureProcessing(options => options.MaxConcurrency = 64)
            .UseRedisInbox(server.Address);
        return builder.Build();
    }

    public static async Task AcceptAsync(IWebhookInbox inbox, string prefix, int senders, int count)
    {
        var next = 0;
        await Task.WhenAll(Enumerable.Range(0, senders).Select(_ => Task.Run(async () =>
        {
            int number;
            while ((number = Interlocked.Increment(ref next)) <= count)
            {
                var outcome = await inbox.AcceptAsync(Delivery(prefix, number), default);
                if (outcome != AcceptOutcome.Accepted)
                {
                    throw new InvalidOperationException($"Event {number}: {outcome}");
                }
            }
        })));
    }

    private static byte[] CreateBody()
    {
        var body = new byte[BodyBytes];
        var start = """{"id":"x","type":"message.received","data":{"content":" """u8;
        body.AsSpan().Fill((byte)'x');
        start.CopyTo(body);
        "\"}}"u8.CopyTo(body.AsSpan(BodyBytes - 3));
        return body;
    }

    private sealed class CountingHandler(Action<int> handled) : IWebhookHandler
    {
        public Task HandleAsync(WebhookEvent webhookEvent, CancellationToken cancellationToken)
        {
            handled(1);
            return Task.CompletedTask;
        }
    }
}
