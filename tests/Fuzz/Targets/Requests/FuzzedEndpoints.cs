using EightBit.Webhooks.Receiver.Configuration;
using EightBit.Webhooks.Receiver.Endpoints;
using EightBit.Webhooks.Receiver.Events;
using Fuzz.Targets.Bodies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Fuzz.Targets.Requests;

/// <summary>The ways in: endpoints and middleware, with configured and looked-up secrets; inline endpoints; the dashboard.</summary>
internal static class FuzzedEndpoints
{
    public const int MaxBodyBytes = 8 * 1024;

    public const string Dashboard = "/webhooks/dashboard";

    private const string Configured = "configured";

    public static IReadOnlyList<string> Receiving { get; } = ["/in", "/configured", "/middleware", "/inline/raw", "/inline/typed", "/inline/own"];

    public static void AddServices(IServiceCollection services)
    {
        var receiver = services.AddEightBitWebhooks(options => options.MaxBodyBytes = MaxBodyBytes)
            .UseSecretSource(_ => TenantPerConnection.Instance)
            .AddHandler<EveryEvent>("*")
            .AddEvent("order.placed", OrderJson.Default.OrderPlaced)
            .AddHandler<OrderPlaced, EveryEventOf<OrderPlaced>>()
            .AddHandler<UnknownEvent, EveryEventOf<UnknownEvent>>();
        AddPlatformHandlers(receiver);
        receiver.AddDashboard();

        services.AddEightBitWebhooks(Configured, options =>
        {
            options.MaxBodyBytes = MaxBodyBytes;
            options.RequireSignedTimestamp = true;
            options.Secrets.Add("another-secret-of-the-rotation");
            options.Secrets.Add(Keys.Text);
        }).AddHandler<EveryEvent>("*");
    }

    public static void Map(WebApplication application)
    {
        application.UseEightBitWebhooks("/middleware");
        application.MapEightBitWebhooks("/in");
        application.MapEightBitWebhooks("/configured", Configured);
        application.MapPost("/inline/raw", [EightBitWebhook] (WebhookEvent received) => Read(received));
        application.MapPost("/inline/typed", [EightBitWebhook] (WebhookEvent<MessageReceived> received) => Read(received));
        application.MapPost("/inline/own", [EightBitWebhook] (WebhookEvent<OrderPlaced> received) => Read(received));
        application.MapEightBitWebhookDashboard(Dashboard);
    }

    private static IResult Read(WebhookEvent received)
    {
        EventWalk.Over(received);
        return Results.Ok();
    }

    private static void AddPlatformHandlers(IEightBitWebhooksBuilder receiver) => receiver
        .AddHandler<ConversationCreated, EveryEventOf<ConversationCreated>>()
        .AddHandler<ConversationUpdated, EveryEventOf<ConversationUpdated>>()
        .AddHandler<ConversationEnded, EveryEventOf<ConversationEnded>>()
        .AddHandler<ConversationRating, EveryEventOf<ConversationRating>>()
        .AddHandler<ConversationEscalated, EveryEventOf<ConversationEscalated>>()
        .AddHandler<MessageReceived, EveryEventOf<MessageReceived>>()
        .AddHandler<MessageSent, EveryEventOf<MessageSent>>()
        .AddHandler<MessageFailed, EveryEventOf<MessageFailed>>()
        .AddHandler<AgentDeployed, EveryEventOf<AgentDeployed>>()
        .AddHandler<AgentUpdated, EveryEventOf<AgentUpdated>>()
        .AddHandler<AgentUndeployed, EveryEventOf<AgentUndeployed>>()
        .AddHandler<AgentError, EveryEventOf<AgentError>>()
        .AddHandler<SessionStarted, EveryEventOf<SessionStarted>>()
        .AddHandler<SessionEnded, EveryEventOf<SessionEnded>>()
        .AddHandler<AccountUsageThreshold, EveryEventOf<AccountUsageThreshold>>()
        .AddHandler<AccountBillingUpdated, EveryEventOf<AccountBillingUpdated>>();
}
