using System.Diagnostics;
using EightBit.Webhooks.Receiver.DeliveryLog;

namespace SqliteLogBenchmark;

/// <summary>The queries of the log, and what writing a line takes.</summary>
internal static class LogBenchmark
{
    public static async Task RunAsync(string file, int events)
    {
        var isFilled = File.Exists(file);
        await using var opened = await OpenedInbox.OpenAsync(file);
        var now = File.GetCreationTimeUtc(file);
        if (!isFilled)
        {
            await FillAsync(opened.Log, file, now, events);
        }
        else
        {
            Console.WriteLine($"Opened in {opened.Opening.TotalMilliseconds:n0} ms");
        }

        Measurement.WriteHead();
        foreach (var (name, create) in QueryShapes.All(events, now))
        {
            await Measurement.RunAsync(name, async random => (await opened.Log.QueryAsync(create(random))).Items.Count);
        }
    }

    private static async Task FillAsync(IWebhookDeliveryLog log, string file, DateTimeOffset now, int events)
    {
        using var process = Process.GetCurrentProcess();
        var processor = process.TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        var lines = await new LogFiller(log, now, events).FillAsync();
        process.Refresh();
        Console.WriteLine($"{events:n0} events, {lines:n0} lines in {watch.Elapsed.TotalSeconds:0} s: {lines / watch.Elapsed.TotalSeconds:n0} lines a second, "
            + $"{(process.TotalProcessorTime - processor).TotalMicroseconds / lines:0.0} µs of processor time and {new FileInfo(file).Length / lines:n0} bytes each");
    }
}
