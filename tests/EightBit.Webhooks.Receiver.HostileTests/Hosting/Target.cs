using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace EightBit.Webhooks.Receiver.HostileTests.Hosting;

/// <summary>The attacked application as a process of its own.</summary>
internal sealed class Target : IAsyncDisposable
{
    public const string Secret = "a-secret-of-the-hostile-tests-01";

    /// <summary>Kestrel calls it critical, once for each answer it drops, that it has ended a connection which asks faster than it reads.</summary>
    private const string QuietServer = "--Logging:LogLevel:Microsoft.AspNetCore.Server.Kestrel.Http2=None";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly StringBuilder _errors = new();
    private readonly SemaphoreSlim _asking = new(1);

    private Target(Process process)
    {
        _process = process;
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginErrorReadLine();
    }

    public Uri Http1 { get; private set; } = null!;

    public Uri Http2 { get; private set; } = null!;

    /// <summary>What it has logged as an error since this was asked last.</summary>
    public string TakeErrors()
    {
        lock (_errors)
        {
            var errors = _errors.ToString();
            _errors.Clear();
            return errors;
        }
    }

    public static async Task<Target> StartAsync(params string[] settings)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[FindProgram(), $"--EightBit:Webhooks:Secrets:0={Secret}", "--Logging:LogLevel:Default=Error", QuietServer, .. settings])
        {
            start.ArgumentList.Add(argument);
        }

        var target = new Target(Process.Start(start)!);
        var addresses = await target._process.StandardOutput.ReadLineAsync().WaitAsync(Patience)
            ?? throw new InvalidOperationException("The target did not start: " + target.TakeErrors());
        target.Http1 = new Uri(addresses.Split(' ')[0]);
        target.Http2 = new Uri(addresses.Split(' ')[1]);
        return target;
    }

    /// <param name="collect">Whether it is to collect its garbage first.</param>
    public async Task<TargetFigures> FiguresAsync(bool collect = false)
    {
        await _asking.WaitAsync();
        try
        {
            await _process.StandardInput.WriteLineAsync(collect ? "collect" : "figures");
            await _process.StandardInput.FlushAsync();
            var line = await _process.StandardOutput.ReadLineAsync().WaitAsync(Patience);
            return JsonSerializer.Deserialize<TargetFigures>(line ?? throw new InvalidOperationException("The target has ended: " + TakeErrors()))!;
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
        _process.StandardInput.Close();
        try
        {
            await _process.WaitForExitAsync().WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            _process.Kill();
        }

        _process.Dispose();
        _asking.Dispose();
    }

    private void Keep(string? line)
    {
        lock (_errors)
        {
            _errors.Append(line).Append(line is null ? "" : "\n");
        }
    }

    private static string FindProgram()
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/')); // tests/PROJECT/bin/CONFIGURATION/FRAMEWORK
        return Path.Combine(
            here.Parent!.Parent!.Parent!.Parent!.FullName, "HostileTarget", "bin", here.Parent.Name, here.Name, "HostileTarget.dll");
    }
}
