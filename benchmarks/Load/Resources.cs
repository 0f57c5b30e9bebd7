using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Load;

/// <summary>What the durable inboxes need: a folder, and a redis-server with appendfsync everysec.</summary>
internal sealed class Resources : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("load-");
    private Process? _redis;

    public string Of(string kind) => kind switch
    {
        "sqlite" => Path.Combine(_folder.FullName, "webhooks.db"),
        "redis" => StartRedis(),
        _ => "",
    };

    public void Dispose()
    {
        _redis?.Kill();
        _redis?.WaitForExit();
        _redis?.Dispose();
        _folder.Delete(recursive: true);
    }

    private string StartRedis()
    {
        var port = FreePort();
        string[] arguments =
        [
            "--port", $"{port}", "--bind", "127.0.0.1", "--dir", _folder.FullName, "--appendonly", "yes", "--appendfsync", "everysec", "--save", "",
        ];
        var ready = new ManualResetEventSlim();
        _redis = new Process { StartInfo = new ProcessStartInfo("redis-server", arguments) { RedirectStandardOutput = true } };
        _redis.OutputDataReceived += (_, line) =>
        {
            if (line.Data?.Contains("Ready to accept", StringComparison.Ordinal) == true)
            {
                ready.Set();
            }
        };
        _redis.Start();
        _redis.BeginOutputReadLine();
        if (!ready.Wait(TimeSpan.FromSeconds(30)))
        {
            throw new InvalidOperationException("redis-server was not ready within 30 seconds.");
        }

        return $"127.0.0.1:{port}";
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
