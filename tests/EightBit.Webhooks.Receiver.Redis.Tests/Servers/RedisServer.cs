using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using StackExchange.Redis;

namespace EightBit.Webhooks.Receiver.Redis.Tests.Servers;

/// <summary>A real redis-server on a free port of loopback, with a folder of its own, that can be paused, killed and started again.</summary>
internal sealed class RedisServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string _folder = Directory.CreateTempSubdirectory("eightbit-redis-").FullName;
    private readonly Func<RedisServer, string[]> _arguments;
    private ChildProcess? _process;

    private RedisServer(Func<RedisServer, string[]> arguments) => _arguments = arguments;

    public int Port { get; private set; }

    public string Address => $"127.0.0.1:{Port}";

    /// <param name="settings">As on the command line: <c>--appendonly yes</c>.</param>
    public static Task<RedisServer> StartAsync(params string[] settings) => StartAsync(new RedisServer(server =>
    [
        "--port", $"{server.Port}", "--bind", "127.0.0.1", "--save", "", "--daemonize", "no", "--enable-debug-command", "yes",
        "--repl-diskless-sync-delay", "0", .. settings,
    ]));

    /// <summary>The same program as a sentinel, which watches servers and keeps what it knows in its file.</summary>
    /// <param name="settings">The lines of the file.</param>
    public static Task<RedisServer> StartSentinelAsync(params string[] settings) => StartAsync(new RedisServer(server =>
    {
        File.WriteAllLines(Path.Combine(server._folder, "sentinel.conf"), [$"port {server.Port}", "bind 127.0.0.1", .. settings]);
        return ["sentinel.conf", "--sentinel"];
    }));

    private static async Task<RedisServer> StartAsync(RedisServer server)
    {
        for (var tries = 1; ; tries++)
        {
            server.Port = FindFreePort();
            try
            {
                await server.StartAgainAsync();
                return server;
            }
            catch (InvalidOperationException exception) when (tries < 5 && exception.Message.Contains("Address already in use", StringComparison.Ordinal))
            {
                // Another process took the port. Try the next one.
            }
            catch
            {
                await server.DisposeAsync();
                throw;
            }
        }
    }

    /// <summary>On the same port and files as before.</summary>
    public async Task StartAgainAsync()
    {
        var start = new ProcessStartInfo("redis-server") { WorkingDirectory = _folder };
        foreach (var argument in _arguments(this))
        {
            start.ArgumentList.Add(argument);
        }

        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        _process = ChildProcess.Start(start);
        await WhenReadyAsync();
    }

    public async Task<ConnectionMultiplexer> ConnectAsync(string options = "")
        => await ConnectionMultiplexer.ConnectAsync($"{Address},allowAdmin=true{options}");

    /// <summary>Runs one command on a connection of its own.</summary>
    public async Task<RedisResult> ExecuteAsync(string command, params object[] arguments)
    {
        await using var connection = await ConnectAsync();
        return await connection.GetServer(Address).ExecuteAsync(command, arguments);
    }

    /// <summary>What it says of itself; a sentinel too, to which the client would not connect.</summary>
    public async Task<string> InfoAsync()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, Port);
        using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
        await client.GetStream().WriteAsync("INFO\r\n"u8.ToArray());
        var length = (await reader.ReadLineAsync())!;
        var info = new char[int.Parse(length.AsSpan(1), CultureInfo.InvariantCulture)];
        await reader.ReadBlockAsync(info);
        return new string(info);
    }

    /// <summary>Sends one command and returns when the server no longer answers others, without waiting for an answer of its own.</summary>
    public async Task SendAsync(string command)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, Port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(command + "\r\n"));
        var waiting = Stopwatch.StartNew();
        while (await AnswersAsync())
        {
            if (waiting.Elapsed > Patience)
            {
                throw new TimeoutException($"redis-server still answers {Patience} after '{command}'.");
            }
        }
    }

    /// <summary>SIGKILL.</summary>
    public Task KillAsync() => _process!.KillAsync();

    public Task SignalAsync(string signal) => _process!.SignalAsync(signal);

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private async Task<bool> AnswersAsync()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, Port);
        await client.GetStream().WriteAsync("PING\r\n"u8.ToArray());
        using var patience = new CancellationTokenSource(100);
        try
        {
            await client.GetStream().ReadExactlyAsync(new byte[1], patience.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    public static int FindFreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task WhenReadyAsync()
    {
        var starting = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, Port);
                var stream = client.GetStream();
                await stream.WriteAsync("PING\r\n"u8.ToArray());
                var answer = new byte[64];
                var read = await stream.ReadAsync(answer);
                if (read > 0 && !Encoding.ASCII.GetString(answer, 0, read).Contains("LOADING", StringComparison.Ordinal))
                {
                    return;
                }
            }
            catch (Exception exception) when (exception is SocketException or IOException)
            {
                // Not yet.
            }

            if (_process!.HasExited)
            {
                var ended = await _process.WhenEndedAsync(Patience);
                throw new InvalidOperationException($"redis-server ended at its start. Its output:\n{ended.Output}{ended.Errors}");
            }

            if (starting.Elapsed > Patience)
            {
                throw new TimeoutException($"redis-server did not answer within {Patience}. Its output:\n{_process.Output}{_process.Errors}");
            }

            await Task.Delay(10);
        }
    }
}
