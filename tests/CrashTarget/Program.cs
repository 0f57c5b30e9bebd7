using CrashTarget;
using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Sqlite;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSingleton<CrashSwitch>();
builder.Services.AddSingleton<HangingHandlers>();
builder.Services.AddSingleton<Repair>();
builder.Services.AddSingleton(_ => new EffectFile(builder.Configuration["Target:Effects"]!));
var webhooks = builder.Services.AddEightBitWebhooks().AddHandler<MessageReceived, EffectHandler>();
_ = builder.Configuration["Target:Inbox"] switch
{
    "sqlite" => webhooks.UseSqliteInbox($"Data Source={builder.Configuration["Target:Database"]}"),
    "redis" => webhooks.UseRedisInbox(),
    "memory" => webhooks,
    "memory, ids in redis" => webhooks.UseRedisDeduplication(),
    var other => throw new InvalidOperationException($"Target:Inbox is '{other}'."),
};
if (builder.Configuration["Target:Inbox"] != "memory")
{
    CrashingInbox.AddTo(builder.Services);
}

if (builder.Configuration.GetValue<bool>("Target:PartsBlock"))
{
    BlockingParts.AddTo(webhooks);
}


var app = builder.Build();
app.MapEightBitWebhooks();
app.MapPost("/crash/{point}", (CrashPoint point, int passes, CrashSwitch crash) => crash.Arm(point, passes));
app.MapPost("/repair", (Repair repair) => { repair.IsDone = true; });
app.MapPost("/let-go", (HangingHandlers hanging) => hanging.LetGo());
app.MapGet("/state", async (IWebhookInboxAdmin admin) => new
{
    Statistics = await admin.GetStatisticsAsync(),
    DeadLetters = (await admin.ListDeadLettersAsync(new DeadLetterQuery { Take = DeadLetterQuery.MaxTake })).Items
        .Select(letter => new { letter.Delivery.EventId, letter.Attempts, Reason = letter.Reason.ToString() }),
});

app.Lifetime.ApplicationStarted.Register(() =>
{
    if (app.Services.GetService<SqliteInbox>() is not { } sqlite)
    {
        return;
    }

    var crash = app.Services.GetRequiredService<CrashSwitch>();
    SQLitePCL.raw.sqlite3_commit_hook(
        sqlite.Writer.Handle,
        _ =>
        {
            crash.Pass(CrashPoint.BeforeCommit);
            return 0;
        },
        null);
});

await app.RunAsync();
