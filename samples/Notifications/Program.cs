using EightBit.Webhooks.Receiver.Events;
using Notifications.Chat;
using Notifications.Demo;
using Notifications.Errors;
using Notifications.Limiting;
using Notifications.Traffic;

namespace Notifications;

internal static class Program
{
    private const string DefaultUrl = "http://localhost:5082";

    public static async Task<int> Main(string[] args)
    {
        if (args.Contains("--demo"))
        {
            return await DemoRun.RunAsync(CreateApp, Console.Out);
        }

        await using var app = CreateApp(WebApplication.CreateBuilder(args));
        await app.RunAsync();
        return 0;
    }

    internal static WebApplication CreateApp(WebApplicationBuilder builder)
    {
        if (builder.Configuration["urls"] is null)
        {
            builder.WebHost.UseUrls(DefaultUrl);
        }

        builder.Services.AddChat(builder.Configuration);

        // Before the webhooks: what is started first is stopped last, so the last digest has what the last handlers held back.
        builder.Services.AddNotificationGate(builder.Configuration);
        builder.Services.AddTrafficWatch(builder.Configuration);

        // Reads EightBit:Webhooks; without a secret (EightBit:Webhooks:Secrets:0) the application does not start.
        builder.Services.AddEightBitWebhooks()
            .AddHandler<AgentError, ReportAgentError>()
            .AddHandler<MessageReceived, ReportHighTraffic>()
            .UseSqliteInbox(builder.Configuration.GetConnectionString("Webhooks") ?? "Data Source=notifications.db");
        builder.Services.AddHealthChecks().AddEightBitWebhooks();

        var app = builder.Build();
        app.MapEightBitWebhooks("/webhooks/8bit");
        app.MapHealthChecks("/health");
        return app;
    }
}
