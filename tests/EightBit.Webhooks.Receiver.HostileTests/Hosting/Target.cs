using System.Diagnostics;
using System.Text.Json;

namespace EightBit.Webhooks.Receiver.HostileTests.Hosting;

/// <summary>The attacked application as a process of its own.</summary>
internal sealed class Target : IAsyncDisposable
{
    public const string Secret = "a-secret-of-the-hostile-tests-01";

    /// <summary>Kestrel calls it critical, once for each answer it drops, that it has ended a connection which asks faster than it reads.</summary>
    private const string QuietServer = "--Logging:LogLevel:Microsoft.AspNetCore.Server.Kestrel.Http2=None";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ChildProcess _process;
    private readonly SemaphoreSlim _asking = new(1);
    private int _errorsTaken;

    private Target(ChildProcess process) => _process = process;

    public Uri Http1 { get; private set; } = null!;

    public Uri Http2 { get; private set; } = null!;

    /// <summary>What it has logged as an error since this was asked last.</summary>
    public string TakeErrors()
    {
        var errors = _process.Errors;
        return errors[Interlocked.Exchange(ref _errorsTaken, errors.Length)..];
    }

    public static async Task<Target> StartAsync(params string[] settings)
    {
        var start = new ProcessStartInfo("dotnet");
        foreach (var argument in (string[])[FindProgram(), $"--EightBit:Webhooks:Secrets:0={Secret}", "--Logging:LogLevel:Default=Error", QuietServer, .. settings])
        {
            start.ArgumentList.Add(argument);
        }

        var target = new Target(ChildProcess.Start(start));
        try
        {
            var addresses = (await target._process.NextLineAsync(Patience)).Split(' ');
            target.Http1 = new Uri(addresses[0]);
            target.Http2 = new Uri(addresses[1]);
            return target;
        }
        catch
        {
            await target.DisposeAsync();
            throw;
        }
    }

    /// <param name="collect">Whether it is to collect its garbage first.</param>
    public async Task<TargetFigures> FiguresAsync(bool collect = false)
    {
        await _asking.WaitAsync();
        try
        {
            await _process.Input.WriteLineAsync(collect ? "collect" : "figures");
            await _process.Input.FlushAsync();
            return JsonSerializer.Deserialize<TargetFigures>(await _process.NextLineAsync(Patience))!;
        }
        finally
        {
            _asking.Release();
        }
    }

    /// <summary>Asks until the figures are as expected, and no longer than <paramref name="within"/>.</summary>
    public async Task<TargetFigures> WhenAsync(Func<TargetFigures, bool> expected, TimeSpan within, bool collect = false)
    {
        var waiting = Stopwatch.StartNew();
        TargetFigures figures;
        while (!expected(figures = await FiguresAsync(collect)) && waiting.Elapsed < within)
        {
            await Task.Delay(collect ? 1_000 : 20);
        }

        return figures;
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _asking.Dispose();
    }

    private static string FindProgram()
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/')); // tests/PROJECT/bin/CONFIGURATION/FRAMEWORK
        return Path.Combine(
            here.Parent!.Parent!.Parent!.Parent!.FullName, "HostileTarget", "bin", here.Parent.Name, here.Name, "HostileTarget.dll");
    }
}
