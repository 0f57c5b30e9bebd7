using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;

namespace EightBit.Webhooks.Receiver.CrashTests;

/// <summary>The application as a real process, on one SQLite file or on a Redis, that is killed and started again.</summary>
internal sealed class Target : IAsyncDisposable
{
    public const string Secret = "a-secret-of-the-crash-tests-0123";

    private readonly Dictionary<string, string> _settings = [];
    private string _printedBefore = "";
    private readonly HttpClient _http;
    private readonly int _port = FindFreePort();
    private ChildProcess? _process;

    /// <param name="folder">Where its files are.</param>
    /// <param name="name">Which of several in one folder; each has its own file of effects.</param>
    public Target(string folder, string name = "")
    {
        EffectsFile = $"effects{name}.txt";
        Folder = EffectsFolder = folder;
        _http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{_port}"), Timeout = TimeSpan.FromSeconds(10) };
        Set("EightBit:Webhooks:Secrets:0", Secret);
        Set("EightBit:Webhooks:Processing:RetryBaseDelay", "00:00:00.02");
        Set("EightBit:Webhooks:Processing:RetryMaxDelay", "00:00:00.2");
        Set("EightBit:Webhooks:Processing:MaxAttempts", "50");
        Set("EightBit:Webhooks:Sqlite:MinFreeDiskBytes", "0");
        Set("Logging:LogLevel:Default", "Warning");
        Set("Target:Inbox", "sqlite");
        Set("Target:Database", Database);
        Set("Target:Effects", Path.Combine(folder, EffectsFile));
    }

    public string Folder { get; }

    /// <summary>Where the effects are, if not beside the database.</summary>
    public string EffectsFolder { get; set; }

    public string EffectsFile { get; }

    public string Database => Path.Combine(Folder, "webhooks.db");

    /// <summary>A command line that starts the process in other surroundings, such as a mount namespace.</summary>
    public IReadOnlyList<string> Through { get; set; } = [];

    public HttpClient Http => _http;

    public int ProcessId => _process!.Id;

    /// <summary>Everything that all processes have printed.</summary>
    public string Output => _printedBefore + _process?.Output + _process?.Errors;

    public Target Set(string key, string value)
    {
        _settings[key] = value;
        return this;
    }

    public async Task StartAsync()
    {
        Launch();
        await WhenReadyAsync();
    }

    /// <summary>Starts the process without waiting for it: it may end before it answers anything.</summary>
    public void Launch()
    {
        IReadOnlyList<string> command = [.. Through, "dotnet", FindProgram()];
        var start = new ProcessStartInfo(command[0], command.Skip(1));
        start.ArgumentList.Add("--urls");
        start.ArgumentList.Add($"http://127.0.0.1:{_port}");
        foreach (var (key, value) in _settings)
        {
            if (key.StartsWith("env:", StringComparison.Ordinal))
            {
                start.Environment[key[4..]] = value;
            }
            else
            {
                start.ArgumentList.Add($"--{key}={value}");
            }
        }

        _printedBefore = Output;
        _process = ChildProcess.Start(start);
    }

    /// <summary>SIGKILL.</summary>
    public Task KillAsync() => _process!.KillAsync();

    public Task WhenEndedAsync() => _process!.WhenEndedAsync(TimeSpan.FromSeconds(60));

    public async Task<int> TerminateAsync()
    {
        await SignalAsync("TERM");
        return (await _process!.WhenEndedAsync(TimeSpan.FromSeconds(60))).ExitCode;
    }

    public Task SignalAsync(string signal) => _process!.SignalAsync(signal);

    /// <summary>Has the process end at a point, and waits until it has.</summary>
    public async Task EndAtAsync(string point, int passes)
    {
        try
        {
            using var answer = await _http.PostAsync(new Uri($"/crash/{point}?passes={passes}", UriKind.Relative), null);
            answer.EnsureSuccessStatusCode();
        }
        catch (HttpRequestException)
        {
            // It may reach the point before it has answered.
        }

        await WhenEndedAsync();
    }

    public async Task<TargetState> StateAsync() => (await _http.GetFromJsonAsync<TargetState>("/state"))!;

    public async Task WhenIdleAsync()
    {
        var waiting = Stopwatch.StartNew();
        while ((await StateAsync()).Statistics.Pending > 0)
        {
            waiting.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(60), "pending events are worked off. The output:\n" + Output);
            await Task.Delay(20);
        }
    }

    public async Task WhenPrintedAsync(string text)
    {
        var waiting = Stopwatch.StartNew();
        while (!Output.Contains(text, StringComparison.Ordinal))
        {
            waiting.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(30), $"\"{text}\" should be in the output:\n{Output}");
            await Task.Delay(20);
        }
    }

    /// <summary>The effects that handlers have had, in their order.</summary>
    public IReadOnlyList<Effect> Effects()
    {
        var file = Path.Combine(EffectsFolder, EffectsFile);
        if (!File.Exists(file))
        {
            return [];
        }

        using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Effect.Parse)];
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        _http.Dispose();
    }

    /// <summary>Waits until it answers, and its inbox does.</summary>
    public async Task WhenReadyAsync()
    {
        var starting = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                await StateAsync();
                return;
            }
            catch (HttpRequestException)
            {
                if (_process!.HasExited)
                {
                    await WhenEndedAsync(); // for the end of its output
                }

                if (_process.HasExited || starting.Elapsed > TimeSpan.FromSeconds(60))
                {
                    throw new InvalidOperationException("The target did not start. Its output:\n" + Output);
                }

                await Task.Delay(20);
            }
        }
    }

    private static string FindProgram()
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/')); // tests/PROJECT/bin/CONFIGURATION/FRAMEWORK
        return Path.Combine(
            here.Parent!.Parent!.Parent!.Parent!.FullName, "CrashTarget", "bin", here.Parent.Name, here.Name, "CrashTarget.dll");
    }

    private static int FindFreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
