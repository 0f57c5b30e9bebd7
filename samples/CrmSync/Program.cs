using CrmSync.Api;
using CrmSync.Database;
using CrmSync.Demo;
using CrmSync.Handlers.Conversations;
using CrmSync.Handlers.Messages;
using CrmSync.Inbox;
using CrmSync.Page;
using EightBit.Webhooks.Receiver.Events;

namespace CrmSync;

internal static class Program
{
    private const string DefaultUrl = "http://localhost:5080";

    public static async Task<int> Main(string[] args)
    {
        if (args.Contains("--demo"))
        {
            return await DemoRun.RunAsync(CreateApp, Console.Out);
        }

        // The settings lie beside the program, wherever it is started from.
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        await using var app = CreateApp(builder);
        await app.RunAsync();
        return 0;
    }

    internal static WebApplication CreateApp(WebApplicationBuilder builder)
    {
        if (builder.Configuration["urls"] is null)
        {
            builder.WebHost.UseUrls(DefaultUrl);
        }

        builder.Services.AddCrmDatabase(builder.Configuration);
        builder.Services.AddCrmApi();

        // Reads EightBit:Webhooks; without a secret (EightBit:Webhooks:Secrets:0) the application does not start.
        builder.Services.AddEightBitWebhooks()
            .AddHandler<ConversationCreated, OpenConversation>()
            .AddHandler<ConversationUpdated, UpdateConversation>()
            .AddHandler<ConversationEnded, EndConversation>()
            .AddHandler<ConversationRating, RateConversation>()
            .AddHandler<ConversationEscalated, EscalateConversation>()
            .AddHandler<ConversationEscalated, PlanFollowUp>()
            .AddHandler<MessageReceived, LogReceivedMessage>()
            .AddHandler<MessageSent, LogSentMessage>()
            .AddHandler<MessageFailed, LogFailedMessage>()
            .UseConfiguredInbox(builder.Configuration)
            .AddDashboard();
        builder.Services.AddHealthChecks().AddEightBitWebhooks();

        var app = builder.Build();
        app.MapEightBitWebhooks("/webhooks/8bit");
        app.MapEightBitWebhookDashboard("/webhooks/dashboard"); // without authorization: in Development alone, for this machine
        app.MapHealthChecks("/health");
        app.MapCrmApi();
        app.MapCrmPage();
        return app;
    }
}
