// What operators wait for with a million events in the file, and what the writer pays for it.
//
//   dotnet run -c Release --project benchmarks/SqliteLog -- log [EVENTS [FILE]]      queries of the delivery log, and writing its lines
//   dotnet run -c Release --project benchmarks/SqliteLog -- inbox [EVENTS [FILE]]    statistics, lists and finding an event, and opening the file
//
// A FILE that is named is kept, and not filled again the next time.
using System.Globalization;
using SqliteLogBenchmark;

var events = int.Parse(args.ElementAtOrDefault(1) ?? "1000000", CultureInfo.InvariantCulture);
var folder = Directory.CreateTempSubdirectory("sqlite-log-");
var file = args.ElementAtOrDefault(2) ?? Path.Combine(folder.FullName, "webhooks.db");
try
{
    await (args.FirstOrDefault() switch
    {
        null or "log" => LogBenchmark.RunAsync(file, events),
        "inbox" => InboxBenchmark.RunAsync(file, events),
        var other => throw new ArgumentException($"'{other}' is not a mode. Say 'log' or 'inbox'."),
    });
}
finally
{
    folder.Delete(recursive: true);
}
