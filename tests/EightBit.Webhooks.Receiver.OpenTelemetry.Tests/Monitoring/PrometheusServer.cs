using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;

namespace EightBit.Webhooks.Receiver.OpenTelemetry.Tests.Monitoring;

/// <summary>A real Prometheus on a free port of loopback, with a folder of its own, that scrapes one application and has the rules loaded.</summary>
internal sealed class PrometheusServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _folder = Directory.CreateTempSubdirectory("eightbit-prometheus-").FullName;
    private readonly HttpClient _http;
    private readonly ChildProcess _process;

    private PrometheusServer(Uri application, int port)
    {
        File.WriteAllText(Path.Combine(_folder, "prometheus.yml"), $$"""
            global: { scrape_interval: 250ms, scrape_timeout: 250ms, evaluation_interval: 250ms }
            rule_files: ['{{MonitoringFiles.Rules}}']
            scrape_configs: [{ job_name: crm, static_configs: [{ targets: ['{{application.Authority}}'] }] }]
            """);
        _http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        _process = PrometheusTools.Start(
            "prometheus", _folder, "--config.file=prometheus.yml", "--storage.tsdb.path=data", $"--web.listen-address=127.0.0.1:{port}", "--log.level=warn");
    }

    public static async Task<PrometheusServer> StartAsync(Uri application)
    {
        for (var tries = 1; ; tries++)
        {
            var server = new PrometheusServer(application, FindFreePort());
            if (await server.IsReadyAsync())
            {
                return server;
            }

            var output = server.Output;
            await server.DisposeAsync();
            if (tries == 5 || !output.Contains("address already in use", StringComparison.Ordinal))
            {
                throw new InvalidOperationException($"prometheus did not start. Its output:\n{output}");
            }
        }
    }

    /// <summary>The values that an expression has now, by Prometheus' own word.</summary>
    /// <exception cref="InvalidOperationException">Prometheus does not understand it.</exception>
    public async Task<IReadOnlyList<double>> QueryAsync(string expression)
    {
        using var answer = await _http.PostAsync("/api/v1/query", new FormUrlEncodedContent([KeyValuePair.Create("query", expression)]));
        var json = await answer.Content.ReadFromJsonAsync<JsonElement>();
        if (json.GetProperty("status").GetString() != "success")
        {
            throw new InvalidOperationException($"{expression}\n{json}");
        }

        return
        [
            .. json.GetProperty("data").GetProperty("result").EnumerateArray().Select(
                series => double.Parse(series.GetProperty("value")[1].GetString()!, CultureInfo.InvariantCulture)),
        ];
    }

    /// <summary>Waits until an expression has a value that is a number.</summary>
    public async Task<IReadOnlyList<double>> WhenAnsweredAsync(string expression, Func<double, bool>? such = null)
    {
        IReadOnlyList<double> values = [];
        await PollAsync(async () => (values = await QueryAsync(expression)).Any(such ?? double.IsFinite), () => $"{expression} has only [{string.Join(", ", values)}]");
        return values;
    }

    /// <summary>Waits until an alert has this state, and returns its annotations.</summary>
    public async Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> WhenAlertAsync(string alert, string state)
    {
        List<JsonElement> found = [];
        var all = default(JsonElement);
        await PollAsync(
            async () =>
            {
                all = await _http.GetFromJsonAsync<JsonElement>("/api/v1/alerts");
                found = [.. all.GetProperty("data").GetProperty("alerts").EnumerateArray().Where(active
                    => active.GetProperty("labels").GetProperty("alertname").GetString() == alert && active.GetProperty("state").GetString() == state)];
                return found.Count > 0;
            },
            () => $"{alert} is not {state}. These are active: {all}");
        return [.. found.Select(active => active.GetProperty("annotations").Deserialize<Dictionary<string, string>>()!)];
    }

    public async Task<JsonElement> GetRulesAsync()
        => (await _http.GetFromJsonAsync<JsonElement>("/api/v1/rules")).GetProperty("data").GetProperty("groups");

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _http.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static int FindFreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task PollAsync(Func<Task<bool>> condition, Func<string> otherwise)
    {
        var waiting = Stopwatch.StartNew();
        while (!await condition())
        {
            if (waiting.Elapsed > Patience)
            {
                throw new TimeoutException($"{otherwise()}\nThe targets: {await _http.GetStringAsync("/api/v1/targets")}\nIts output: {Output}");
            }

            await Task.Delay(50);
        }
    }

    private string Output => _process.Output + _process.Errors;

    private async Task<bool> IsReadyAsync()
    {
        var starting = Stopwatch.StartNew();
        while (!_process.HasExited && starting.Elapsed < Patience)
        {
            try
            {
                using var answer = await _http.GetAsync("/-/ready");
                if (answer.IsSuccessStatusCode)
                {
                    return true;
                }
            }
            catch (HttpRequestException)
            {
                // Not yet.
            }

            await Task.Delay(50);
        }

        return false;
    }
}
