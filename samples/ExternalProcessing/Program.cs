using EightBit.Webhooks.Receiver.Events;
using ExternalProcessing.Answers;
using ExternalProcessing.Demo;
using ExternalProcessing.Handlers;
using ExternalProcessing.Model;

namespace ExternalProcessing;

internal static class Program
{
    private const string DefaultUrl = "http://localhost:5083";

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

        builder.Services.AddModel(builder.Configuration);
        builder.Services.AddSingleton(new AnswerBook(builder.Configuration.GetConnectionString("Answers") ?? "Data Source=answers.db"));

        // Reads EightBit:Webhooks; without a secret (EightBit:Webhooks:Secrets:0) the application does not start.
        builder.Services.AddEightBitWebhooks()
            .AddHandler<MessageReceived, AskModel>()
            .UseSqliteInbox(builder.Configuration.GetConnectionString("Webhooks") ?? "Data Source=inbox.db");
        builder.Services.AddHealthChecks().AddEightBitWebhooks();

        var app = builder.Build();
        app.MapEightBitWebhooks("/webhooks/8bit");
        app.MapHealthChecks("/health");
        app.MapGet("/api/answers", (AnswerBook answers) => answers.Latest());
        return app;
    }
}
