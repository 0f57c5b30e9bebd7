// What operators wait for with a million events in the file, and what the writer pays for it.
//
//   dotnet run -c Release --project benchmarks/SqliteLog -- log [EVENTS [FILE]]      queries of the delivery log, and writing its lines
//   dotnet run -c Release --project benchmarks/SqliteLog -- inbox [EVENTS [FILE]]    statistics, lists and finding an event, and opening the file
//   dotnet run -c Release --project benchmarks/SqliteLog -- pages [EVENTS [FILE]]    all that the dashboard asks its server for; fails from 200 ms on
//
// A FILE that is named is kept, and not filled again the next time.
using System.Globalization;
using SqliteLogBenchmark;

var events = int.Parse(args.ElementAtOrDefault(1) ?? "1000000", CultureInfo.InvariantCulture);
var folder = Directory.CreateTempSubdirectory("sqlite-log-");
var file = args.ElementAtOrDefault(2) ?? Path.Combine(folder.FullName, "webhooks.db");
try
{
    switch (args.FirstOrDefault())
    {
        case null or "log":
            await LogBenchmark.RunAsync(file, events);
            return 0;

        case "inbox":
            await InboxBenchmark.RunAsync(file, events);
            return 0;

        case "pages":
            return await PagesBenchmark.RunAsync(file, events) ? 0 : 1;

        case var other:
            throw new ArgumentException($"'{other}' is not a mode. Say 'log', 'inbox' or 'pages'.");
    }
}
finally
{
    folder.Delete(recursive: true);
}
