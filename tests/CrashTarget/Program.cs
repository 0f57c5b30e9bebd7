using CrashTarget;
using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Sqlite;
using Microsoft.Extensions.DependencyInjection.Extensions;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSingleton<CrashSwitch>();
builder.Services.AddSingleton<HangingHandlers>();
builder.Services.AddSingleton(_ => new EffectFile(builder.Configuration["Target:Effects"]!));
builder.Services.AddEightBitWebhooks()
    .AddHandler<MessageReceived, EffectHandler>()
    .UseSqliteInbox($"Data Source={builder.Configuration["Target:Database"]}");
builder.Services.AddSingleton<CrashingInbox>();
builder.Services.Replace(ServiceDescriptor.Singleton<IWebhookInbox>(provider => provider.GetRequiredService<CrashingInbox>()));

var app = builder.Build();
app.MapEightBitWebhooks();
app.MapPost("/crash/{point}", (CrashPoint point, int passes, CrashSwitch crash) => crash.Arm(point, passes));
app.MapGet("/state", async (IWebhookInboxAdmin admin) => new
{
    Statistics = await admin.GetStatisticsAsync(),
    DeadLetters = (await admin.ListDeadLettersAsync(new DeadLetterQuery { Take = DeadLetterQuery.MaxTake })).Items
        .Select(letter => new { letter.Delivery.EventId, letter.Attempts, Reason = letter.Reason.ToString() }),
});

app.Lifetime.ApplicationStarted.Register(() =>
{
    var crash = app.Services.GetRequiredService<CrashSwitch>();
    SQLitePCL.raw.sqlite3_commit_hook(
        app.Services.GetRequiredService<SqliteInbox>().Writer.Handle,
        _ =>
        {
            crash.Pass(CrashPoint.BeforeCommit);
            return 0;
        },
        null);
});

await app.RunAsync();
