using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.Secrets;
using EightBit.Webhooks.Receiver.Testing.Samples;
using EightBit.Webhooks.Receiver.Testing.Sending;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace EightBit.Webhooks.Receiver.Testing.Tests.Samples;

/// <summary>Reads events as an application does: a receiver with an inline endpoint for each payload type.</summary>
internal sealed class PayloadReader : IAsyncDisposable
{
    private const string Secret = "a-secret-of-the-payload-reader";

    private readonly WebApplication _app;
    private WebhookEvent? _read;

    private PayloadReader(WebApplication app) => _app = app;

    public static async Task<PayloadReader> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseTestServer();
        builder.Services.AddEightBitWebhooks(options => options.Secrets.Add(Secret));
        var app = builder.Build();
        var reader = new PayloadReader(app);
        reader.MapAll();
        await app.StartAsync();
        return reader;
    }

    public async Task<WebhookEvent> ReadAsync(SampleEvent sampleEvent)
    {
        _read = null;
        using var request = SignedDelivery.Of(sampleEvent, WebhookSecret.FromText(Secret)).ToRequest(new Uri($"/{sampleEvent.Type}", UriKind.Relative));
        using var http = _app.GetTestClient();
        using var answer = await http.SendAsync(request);
        (await answer.Content.ReadAsStringAsync()).Should().BeEmpty();
        return _read!;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private void MapAll()
    {
        Map<ConversationCreated>("conversation.created");
        Map<ConversationUpdated>("conversation.updated");
        Map<ConversationEnded>("conversation.ended");
        Map<ConversationRating>("conversation.rating");
        Map<ConversationEscalated>("conversation.escalated");
        Map<MessageReceived>("message.received");
        Map<MessageSent>("message.sent");
        Map<MessageFailed>("message.failed");
        Map<AgentDeployed>("agent.deployed");
        Map<AgentUpdated>("agent.updated");
        Map<AgentUndeployed>("agent.undeployed");
        Map<AgentError>("agent.error");
        Map<SessionStarted>("session.started");
        Map<SessionEnded>("session.ended");
        Map<AccountUsageThreshold>("account.usage_threshold");
        Map<AccountBillingUpdated>("account.billing_updated");
    }

    private void Map<TData>(string eventType)
        where TData : class
        => _app.MapPost($"/{eventType}", (HttpContext _, WebhookEvent<TData> webhookEvent) => { _read = webhookEvent; }).RequireEightBitWebhook();
}
