// What group commit is worth: accepts that share commits, beside the same accepts with a commit for each, on the same disk in the
// same run, by turns. Usage: dotnet run -c Release --project benchmarks/SqliteAccepts [-- FOLDER]
using System.Diagnostics;
using EightBit.Webhooks.Receiver.Inbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

const int Rounds = 5;
const int Events = 2_000;

var folder = Directory.CreateDirectory(Path.Combine(args.FirstOrDefault() ?? Path.GetTempPath(), $"sqlite-accepts-{Environment.ProcessId}"));
try
{
    Console.WriteLine($"{Events} accepts of 1 KB a round, synchronous=FULL, in {folder.Parent}");
    Console.WriteLine("senders   one by one/s   concurrent/s   ratio");
    foreach (var senders in new[] { 8, 64, 256 })
    {
        var alone = new List<double>();
        var together = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            alone.Add(await MeasureAsync($"alone-{senders}-{round}", senders: 1));
            together.Add(await MeasureAsync($"together-{senders}-{round}", senders));
        }

        Console.WriteLine($"{senders,7}   {Median(alone),12:0}   {Median(together),12:0}   {Median(together) / Median(alone),5:0.0}");
    }
}
finally
{
    folder.Delete(recursive: true);
}

async Task<double> MeasureAsync(string name, int senders)
{
    var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
    builder.Services.AddEightBitWebhooks(options => options.Secrets.Add("a-secret-that-nobody-signs-with"))
        .UseSqliteInbox($"Data Source={Path.Combine(folder.FullName, name)}.db");
    await using var services = builder.Services.BuildServiceProvider();
    var inbox = services.GetRequiredService<IWebhookInbox>();
    var lifetime = services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<Microsoft.Extensions.Hosting.IHostedLifecycleService>().ToList();
    foreach (var service in lifetime)
    {
        await service.StartingAsync(default);
    }

    var next = 0;
    var watch = Stopwatch.StartNew();
    await Task.WhenAll(Enumerable.Range(0, senders).Select(_ => Task.Run(async () =>
    {
        int number;
        while ((number = Interlocked.Increment(ref next)) <= Events)
        {
            var outcome = await inbox.AcceptAsync(Delivery(number), default);
            if (outcome != AcceptOutcome.Accepted)
            {
                throw new InvalidOperationException($"Event {number}: {outcome}");
            }
        }
    })));
    var perSecond = Events / watch.Elapsed.TotalSeconds;
    foreach (var service in lifetime)
    {
        await service.StoppedAsync(default);
    }

    return perSecond;
}

static InboxDelivery Delivery(int number) => new()
{
    Receiver = "",
    EventId = $"evt-{number}",
    EventType = "message.received",
    OrderingKey = $"conv-{number % 100}",
    RememberFor = TimeSpan.FromDays(3),
    Body = new byte[1024],
};

static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
