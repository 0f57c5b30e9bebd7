using AuditTrail.Chain;
using AuditTrail.Demo;
using AuditTrail.Recording;
using AuditTrail.Verifying;

namespace AuditTrail;

internal static class Program
{
    private const string DefaultUrl = "http://localhost:5085";

    public static async Task<int> Main(string[] args)
    {
        switch (args)
        {
            case ["--demo"]:
                return await DemoRun.RunAsync(CreateApp, Console.Out);

            case ["verify", ..]:
                return VerifyCommand.Run(args.AsSpan(1), Console.Out);
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

        var path = builder.Configuration["AuditTrail:File"] ?? "audit.jsonl";
        builder.Services.AddSingleton(services => new AuditLog(
            path, services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILogger<AuditLog>>()));
        builder.Services.AddHostedService<OpenAuditLog>(); // before the receiver, whose handlers write to it

        // Reads EightBit:Webhooks; without a secret (EightBit:Webhooks:Secrets:0) the application does not start.
        builder.Services.AddEightBitWebhooks()
            .AddHandler<RecordEvent>("*")
            .UseSqliteInbox(builder.Configuration.GetConnectionString("Webhooks") ?? "Data Source=webhooks.db");
        builder.Services.AddHealthChecks().AddEightBitWebhooks();

        var app = builder.Build();
        app.MapEightBitWebhooks("/webhooks/8bit");
        app.MapGet("/audit/head", (AuditLog log) => log.Head);
        app.MapHealthChecks("/health");
        return app;
    }
}
