using System.Text.Encodings.Web;
using System.Text.Unicode;
using EightBit.Webhooks.Receiver.Events;
using LiveAnalytics.Counting;
using LiveAnalytics.Demo;
using LiveAnalytics.Handlers;
using LiveAnalytics.Live;
using LiveAnalytics.Page;

namespace LiveAnalytics;

internal static class Program
{
    private const string DefaultUrl = "http://localhost:5081";

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

        builder.Services.AddSingleton<LiveBoard>();
        builder.Services.AddSingleton<Viewers>();

        // Writes "<", ">", "&" and quotes inside JSON as escapes: a channel's name is no markup, even to somebody who takes JSON for a page.
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All));

        // Reads EightBit:Webhooks; without a secret (EightBit:Webhooks:Secrets:0) the application does not start.
        builder.Services.AddEightBitWebhooks()
            .AddHandler<MessageReceived, CountMessages>()
            .AddHandler<MessageSent, CountMessages>()
            .AddHandler<MessageFailed, CountMessages>()
            .AddHandler<ConversationCreated, FollowConversations>()
            .AddHandler<ConversationEnded, FollowConversations>()
            .AddHandler<ConversationRating, CountRatings>();
        builder.Services.AddHealthChecks().AddEightBitWebhooks();

        var app = builder.Build();
        app.MapEightBitWebhooks("/webhooks/8bit");
        app.MapHealthChecks("/health");
        app.MapGet("/api/now", (LiveBoard board) => board.Read());
        app.MapGet("/api/live", LiveFeed.Open);
        app.MapLivePage();
        return app;
    }
}
