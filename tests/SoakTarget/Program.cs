using System.Globalization;
using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.Inbox;
using SoakTarget;

var builder = WebApplication.CreateBuilder(args);
var soak = builder.Configuration.GetSection("Soak");
builder.Configuration.AddJsonFile(soak["SettingsFile"]!, optional: false, reloadOnChange: true);
builder.Services.AddSingleton<TimeProvider>(new SoakClock(
    DateTimeOffset.Parse(soak["Beginning"]!, CultureInfo.InvariantCulture), soak.GetValue("ClockSpeed", 1.0)));
builder.Services.AddSingleton(_ => new EffectFile(soak["Effects"]!));
builder.Services.AddSingleton(services => new FlawedWork(
    soak.GetValue("Flaw", Flaw.None), services.GetRequiredService<EffectFile>(), services.GetRequiredService<ILogger<FlawedWork>>()));
var webhooks = builder.Services.AddEightBitWebhooks().AddHandler<MessageReceived, SoakHandler>().AddDashboard();
_ = soak["Inbox"] switch
{
    "sqlite" => webhooks.UseSqliteInbox(),
    "redis" => webhooks.UseRedisInbox(),
    "memory" => webhooks,
    var other => throw new InvalidOperationException($"Soak:Inbox is '{other}'."),
};
builder.Services.AddHealthChecks().AddEightBitWebhooks();

var app = builder.Build();
app.MapEightBitWebhooks("/webhooks/8bit");
app.MapEightBitWebhookDashboard("/dashboard"); // in Development alone, for this machine
app.MapHealthChecks("/health");
app.MapGet("/secret-in-force", SecretInForce.Of);
app.MapGet("/figures", async (IWebhookInboxAdmin inbox) =>
{
    var pending = (await inbox.GetStatisticsAsync()).Pending;
    GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true);
    GC.WaitForPendingFinalizers();
    GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true);

    // What that collection has left. GetTotalMemory guesses what was allocated since, and has been seen to be negative.
    var heap = GC.GetGCMemoryInfo(GCKind.FullBlocking);
    return new Figures(heap.HeapSizeBytes - heap.FragmentedBytes, pending);
});
app.MapPost("/purge", async (IWebhookInboxAdmin inbox) =>
{
    var purged = new List<string>();
    foreach (var letter in (await inbox.ListDeadLettersAsync(new DeadLetterQuery { Take = DeadLetterQuery.MaxTake })).Items)
    {
        if (await inbox.PurgeAsync(letter.EntryId))
        {
            purged.Add(letter.Delivery.EventId);
        }
    }

    return purged;
});
await app.RunAsync();
