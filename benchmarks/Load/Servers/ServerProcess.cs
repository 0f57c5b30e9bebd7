using System.Diagnostics;
using System.Globalization;

namespace Load.Servers;

/// <summary>A server of benchmarks/LoadServer in a process of its own.</summary>
internal sealed class ServerProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process _process;

    public ServerProcess(string kind, string resource, string? name = null)
    {
        Kind = kind;
        Name = name ?? kind;
        var program = Path.Combine(AppContext.BaseDirectory.Replace("/Load/", "/LoadServer/", StringComparison.Ordinal), "LoadServer.dll");
        _process = Process.Start(new ProcessStartInfo("dotnet", [program, kind, resource])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        try
        {
            Url = new Uri(new Uri(ReadLine()), "/hook");
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public string Kind { get; }

    /// <summary>What the report calls it.</summary>
    public string Name { get; }

    public Uri Url { get; }

    /// <param name="collect">After a full collection.</param>
    public ServerFigures Ask(bool collect = false)
    {
        _process.StandardInput.WriteLine(collect ? "collect" : "figures");
        var values = ReadLine().Split(' ').Select(text => long.Parse(text, CultureInfo.InvariantCulture)).ToArray();
        return new ServerFigures(
            values[0], values[1], values[2], (int)values[3], (int)values[4], (int)values[5], values[6], values[7], values[8]);
    }

    /// <summary>Waits until all that was accepted has been handled: until the count has stood still for a while.</summary>
    public ServerFigures WaitUntilIdle(long atLeast)
    {
        var last = Ask();
        var unchangedSince = Stopwatch.GetTimestamp();
        while (last.Handled < atLeast || Stopwatch.GetElapsedTime(unchangedSince) < TimeSpan.FromMilliseconds(300))
        {
            if (Stopwatch.GetElapsedTime(unchangedSince) > TimeSpan.FromSeconds(30))
            {
                throw new InvalidOperationException($"{Kind}: {last.Handled} of {atLeast} events handled, and no more come.");
            }

            Thread.Sleep(20);
            var now = Ask();
            if (now.Handled != last.Handled)
            {
                unchangedSince = Stopwatch.GetTimestamp();
                last = now;
            }
        }

        return last;
    }

    /// <summary>Waits until the process uses next to no processor time by itself.</summary>
    public void WaitUntilCompiled()
    {
        double used;
        do
        {
            var before = Ask().CpuMicroseconds;
            Thread.Sleep(500);
            used = Ask().CpuMicroseconds - before;
        }
        while (used > 20_000);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.StandardInput.WriteLine("stop");
        }

        if (!_process.WaitForExit(Patience))
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private string ReadLine()
    {
        var line = _process.StandardOutput.ReadLineAsync();
        return line.Wait(Patience)
            ? line.Result ?? throw new InvalidOperationException($"The server '{Kind}' ended.")
            : throw new TimeoutException($"The server '{Kind}' printed nothing for {Patience}.");
    }
}
