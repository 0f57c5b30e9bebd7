using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace EightBit.Webhooks.Receiver.HostileTests.Deliveries;

/// <summary>Valid deliveries at a steady rate that does not wait for their answers, so that a stall is felt by all that were due in it.</summary>
internal sealed class ValidTraffic : IAsyncDisposable
{
    private const int PerSecond = 100;

    private readonly ConcurrentBag<(string Answer, TimeSpan Time)> _answers = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly HttpClient _http;
    private readonly Task _sending;
    private readonly TaskCompletionSource _enough = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly int _atLeast;

    /// <param name="receiver">Its address.</param>
    /// <param name="atLeast">How many are to be answered before the traffic stops.</param>
    public ValidTraffic(Uri receiver, int atLeast)
    {
        _atLeast = atLeast;

        // Sooner than any server does, so that no request is sent on a connection that is just being closed.
        _http = new HttpClient(new SocketsHttpHandler { PooledConnectionIdleTimeout = TimeSpan.FromSeconds(3) })
        {
            BaseAddress = receiver,
            Timeout = TimeSpan.FromSeconds(60),
        };
        _sending = SendAsync();
    }

    public async Task<Acknowledgements> StopAsync()
    {
        await _enough.Task.WaitAsync(TimeSpan.FromSeconds(60));
        await _stop.CancelAsync();
        await _sending;
        return new Acknowledgements(_answers);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _sending;
        _stop.Dispose();
        _http.Dispose();
    }

    private async Task SendAsync()
    {
        var sent = new List<Task>();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        var started = Stopwatch.GetTimestamp();
        while (!_stop.IsCancellationRequested)
        {
            // What was due while the timer was late is sent now, and its time runs from when it was due.
            var due = (int)(Stopwatch.GetElapsedTime(started).TotalSeconds * PerSecond);
            while (sent.Count <= due)
            {
                sent.Add(SendOneAsync(started + (long)((double)sent.Count / PerSecond * Stopwatch.Frequency)));
            }

            await timer.WaitForNextTickAsync(CancellationToken.None);
        }

        await Task.WhenAll(sent);
    }

    private async Task SendOneAsync(long due)
    {
        string answer;
        try
        {
            using var request = Delivery.New().ToHttp();
            using var response = await _http.SendAsync(request);
            answer = $"{(int)response.StatusCode} {(await response.Content.ReadFromJsonAsync<JsonObject>())?["code"]}";
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            answer = exception.GetType().Name + ": " + exception.Message;
        }

        _answers.Add((answer, Stopwatch.GetElapsedTime(due)));
        if (_answers.Count >= _atLeast)
        {
            _enough.TrySetResult();
        }
    }
}
