using System.Text.Json;

namespace SqliteLogBenchmark;

/// <summary>What an operator waits for in the dashboard: everything that its page asks for, over HTTP.</summary>
internal static class PagesBenchmark
{
    /// <summary>Some 10,000 of them become dead letters.</summary>
    private const int InboxEvents = 24_400;

    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(200);

    /// <summary>Longer than an answer is shared, so that each look is a new one.</summary>
    private static readonly TimeSpan UntilStale = TimeSpan.FromSeconds(1);

    /// <summary>Dead letters after it have lines in the log: in both, they are of the default receiver.</summary>
    private const int WithLines = 10_300;

    /// <returns>Whether every answer came within the limit.</returns>
    public static async Task<bool> RunAsync(string file, int events)
    {
        if (!File.Exists(file))
        {
            await FillAsync(file, events);
        }

        await using var application = await PageApplication.StartAsync(file);
        Console.WriteLine($"{events:n0} events in the log, {(await application.AskAsync("live")).GetProperty("statistics")}");
        Measurement.WriteHead();
        var slowest = TimeSpan.Zero;
        foreach (var path in (string[])["", "assets/app.css", "assets/app/main.js", "assets/vendor/preact.js", "assets/favicon.svg"])
        {
            await MeasureAsync($"the file {(path.Length == 0 ? "index.html" : path)}", async _ => (await application.GetAsync(path)).Length);
        }

        await MeasureAsync("about", _ => application.CountAsync("about"));
        await MeasureAsync("live", _ => application.CountAsync("live"), UntilStale);
        await MeasureAsync("… of a receiver (1 %)", _ => application.CountAsync($"live?receiver={LogFiller.Shop(7)}"), UntilStale);
        foreach (var minutes in (int[])[10, 60, 360, 1440])
        {
            await MeasureAsync($"series of {minutes:n0} minutes", _ => application.CountAsync($"series?minutes={minutes}"));
        }

        var second = (await application.AskAsync("deliveries?take=50")).GetProperty("next").GetString();
        await MeasureAsync("deliveries: the second page", _ => application.CountAsync($"deliveries?take=50&before={second}"));
        var letters = (await application.AskAsync($"dead-letters?take=100&after={WithLines}")).GetProperty("items").EnumerateArray().Select(Identify).ToList();
        foreach (var (name, path) in PageShapes.Searches(events, File.GetCreationTimeUtc(file)).Concat(PageShapes.Lists(InboxEvents, letters)))
        {
            await MeasureAsync(name, random => application.CountAsync(path(random)));
        }

        await MeasureAsync("the overview, all that it asks for at once", _ => TogetherAsync(application, "about", "live", "series?minutes=60"), UntilStale);
        await MeasureAsync("the deliveries, likewise", _ => TogetherAsync(application, "about", "live", "deliveries?take=50"), UntilStale);

        Console.WriteLine($"{(slowest < Limit ? "PASS" : "FAIL")}: the slowest answer took {slowest.TotalMilliseconds:0.0} ms; the limit is {Limit.TotalMilliseconds:0} ms.");
        return slowest < Limit;

        async Task MeasureAsync(string name, Func<Random, Task<int>> ask, TimeSpan pause = default)
        {
            var worst = await Measurement.RunAsync(name, ask, pause);
            slowest = worst > slowest ? worst : slowest;
        }
    }

    private static async Task<int> TogetherAsync(PageApplication application, params IEnumerable<string> paths)
        => (await Task.WhenAll(paths.Select(application.CountAsync))).Sum();

    private static (string Receiver, string EventId) Identify(JsonElement letter)
        => (letter.GetProperty("receiver").GetString()!, letter.GetProperty("eventId").GetString()!);

    private static async Task FillAsync(string file, int events)
    {
        await using var opened = await OpenedInbox.OpenAsync(file);
        var lines = await new LogFiller(opened.Log, File.GetCreationTimeUtc(file), events).FillAsync(withLongEvent: true);
        Console.WriteLine($"{lines:n0} lines are in the log");
        var filler = new InboxFiller(opened.Inbox, InboxEvents);
        await filler.AcceptAsync();
        await filler.FailAsync();
    }
}
