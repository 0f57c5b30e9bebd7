using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using SoakTarget;

namespace Soak.Running;

/// <summary>tests/SoakTarget as a process of its own.</summary>
internal sealed class Application : IAsyncDisposable
{
    private static readonly TimeSpan TimeToStart = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan TimeToEnd = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly HttpClient _http;

    private Application(Process process, int port)
    {
        _process = process;
        Port = port;
        _http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromSeconds(30) };
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Port { get; }

    public int ProcessId => _process.Id;

    public PrintedLines Printed { get; } = new();

    public bool HasEnded => _process.HasExited;

    public static async Task<Application> StartAsync(SoakSettings settings, RunFolder folder, DateTimeOffset beginning, string? redis)
    {
        var port = FindFreePort();
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder.Path };
        start.ArgumentList.Add(FindProgram());
        foreach (var (key, value) in Arguments(settings, folder, beginning, redis, port))
        {
            start.ArgumentList.Add($"--{key}={value}");
        }

        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development"; // opens the dashboard to this machine
        var application = new Application(Process.Start(start)!, port);
        try
        {
            await application.WhenReadyAsync();
            return application;
        }
        catch
        {
            await application.DisposeAsync();
            throw;
        }
    }

    public async Task<Figures> FiguresAsync(CancellationToken cancellationToken = default)
        => (await _http.GetFromJsonAsync<Figures>("/figures", cancellationToken))!;

    public async Task<string> SecretInForceAsync(CancellationToken cancellationToken)
        => await _http.GetStringAsync("/secret-in-force", cancellationToken);

    /// <summary>Deletes the dead letters, up to a thousand, and says which they were.</summary>
    public async Task<IReadOnlyList<string>> PurgeAsync()
    {
        using var answer = await _http.PostAsync(new Uri("/purge", UriKind.Relative), null);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<string[]>())!;
    }

    /// <summary>Stops it as a service manager would, and returns its exit code.</summary>
    public async Task<int> TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        using var patience = new CancellationTokenSource(TimeToEnd);
        await _process.WaitForExitAsync(patience.Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
        _http.Dispose();
    }

    private static Dictionary<string, string> Arguments(SoakSettings settings, RunFolder folder, DateTimeOffset beginning, string? redis, int port)
    {
        var real = settings.ClockSpeed; // times this, a wait by the calendar takes the real time that is written here
        var arguments = new Dictionary<string, string>
        {
            ["urls"] = $"http://127.0.0.1:{port}",
            ["Logging:LogLevel:Default"] = "Error",
            ["Logging:Console:FormatterName"] = "json", // an entry is a line
            ["Soak:SettingsFile"] = folder.Settings,
            ["Soak:Beginning"] = beginning.ToString("O", CultureInfo.InvariantCulture),
            ["Soak:ClockSpeed"] = real.ToString(CultureInfo.InvariantCulture),
            ["Soak:Effects"] = folder.Effects,
            ["Soak:Flaw"] = settings.Flaw,
            ["Soak:Inbox"] = settings.Inbox,
            ["EightBit:Webhooks:DeduplicationRetention"] = Text(SoakSettings.Retention),
            ["EightBit:Webhooks:TimestampTolerance"] = Text(TimeSpan.FromDays(1)),
            ["EightBit:Webhooks:MaxBodyBytes"] = "65536",
            ["EightBit:Webhooks:AcknowledgementTimeout"] = Text(TimeSpan.FromSeconds(4)),
            ["EightBit:Webhooks:Processing:MaxAttempts"] = "3",
            ["EightBit:Webhooks:Processing:HandlerTimeout"] = Text(TimeSpan.FromDays(1)),
            ["EightBit:Webhooks:Processing:LeaseDuration"] = Text(settings.LeaseDuration),
            ["EightBit:Webhooks:Processing:RetryBaseDelay"] = Text(TimeSpan.FromSeconds(0.2) * real),
            ["EightBit:Webhooks:Processing:RetryMaxDelay"] = Text(TimeSpan.FromSeconds(1) * real),
            ["EightBit:Webhooks:Sqlite:ConnectionString"] = $"Data Source={folder.Database}",
            ["EightBit:Webhooks:Sqlite:DeliveryLogRetention"] = Text(SoakSettings.Retention),
            ["EightBit:Webhooks:InMemory:MaxLogEntries"] = "2000",
        };
        if (redis is not null)
        {
            arguments["EightBit:Webhooks:Redis:Configuration"] = redis;
        }

        return arguments;
    }

    private static string Text(TimeSpan time) => time.ToString("c", CultureInfo.InvariantCulture);

    private async Task WhenReadyAsync()
    {
        var starting = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                await FiguresAsync();
                return;
            }
            catch (HttpRequestException) when (!_process.HasExited && starting.Elapsed < TimeToStart)
            {
                await Task.Delay(50);
            }
            catch (HttpRequestException)
            {
                throw new InvalidOperationException("The application did not start. Its output:\n" + string.Join('\n', Printed.Last));
            }
        }
    }

    private void Keep(string? line)
    {
        if (!string.IsNullOrEmpty(line))
        {
            Printed.Add(line);
        }
    }

    private static string FindProgram()
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/')); // tests/Soak/bin/CONFIGURATION/FRAMEWORK
        return Path.Combine(here.Parent!.Parent!.Parent!.Parent!.FullName, "SoakTarget", "bin", here.Parent.Name, here.Name, "SoakTarget.dll");
    }

    private static int FindFreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
