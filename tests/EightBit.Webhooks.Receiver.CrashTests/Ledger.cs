using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using EightBit.Webhooks.Receiver.Secrets;
using EightBit.Webhooks.Receiver.Signatures;

namespace EightBit.Webhooks.Receiver.CrashTests;

/// <summary>
/// The platform: sends each event until it is answered 2xx, some of them again after that, and keeps account of what was acknowledged.
/// </summary>
internal sealed class Ledger
{
    private const double Duplicates = 0.05;

    private static readonly WebhookSecret Secret = WebhookSecret.FromText(Target.Secret);

    private readonly HttpClient _http;
    private readonly ConcurrentDictionary<string, string> _acknowledged = new();
    private int _duplicatesSent;
    private int _refused;

    public Ledger(HttpClient http) => _http = http;

    public IReadOnlyCollection<string> Acknowledged => [.. _acknowledged.Keys];

    /// <summary>How many that is.</summary>
    public int Count => _acknowledged.Count;

    public int DuplicatesSent => _duplicatesSent;

    /// <summary>Deliveries that failed and were sent again.</summary>
    public int Refused => _refused;

    /// <summary>Sends the events of one conversation, one after the other, until told to stop.</summary>
    public async Task ConverseAsync(int conversation, CancellationToken stop)
    {
        var random = new Random(conversation);
        for (var number = 0; !stop.IsCancellationRequested; number++)
        {
            var id = $"c{conversation}-{number}";
            var content = random.NextDouble() < 0.05 ? "fails once" : "hello";
            await SendUntilAcknowledgedAsync(id, $"c{conversation}", content);
            if (random.NextDouble() < Duplicates)
            {
                Interlocked.Increment(ref _duplicatesSent);
                await SendUntilAcknowledgedAsync(id, $"c{conversation}", content);
            }
        }
    }

    /// <summary>Waits until so many more are acknowledged.</summary>
    public async Task WhenMoreAsync(int events)
    {
        var (before, waiting) = (Count, Stopwatch.StartNew());
        while (Count < before + events)
        {
            waiting.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(60), "events are acknowledged again soon");
            await Task.Delay(10);
        }
    }

    public async Task SendUntilAcknowledgedAsync(string id, string conversation, string content)
    {
        var sending = Stopwatch.StartNew();
        while (await TrySendAsync(id, conversation, content) is not (>= 200 and < 300))
        {
            sending.Elapsed.Should().BeLessThan(TimeSpan.FromMinutes(2), "{0} is acknowledged at some attempt", id);
            Interlocked.Increment(ref _refused);
            await Task.Delay(20); // the platform's ten seconds, scaled
        }

        _acknowledged[id] = content;
    }

    /// <returns>The status, or 0 when there was no answer.</returns>
    public async Task<int> TrySendAsync(string id, string conversation, string content, string type = "message.received")
    {
        var body = Encoding.UTF8.GetBytes(new JsonObject
        {
            ["id"] = id,
            ["type"] = type,
            ["data"] = new JsonObject { ["conversation_id"] = conversation, ["content"] = content },
        }.ToJsonString());
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/webhooks/8bit?id={id}") { Content = new ByteArrayContent(body) };
        request.Headers.Add(WebhookHeaders.Signature, WebhookSignature.Sign(body, Secret));
        request.Headers.Add("X-8bit-Timestamp", DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        try
        {
            using var answer = await _http.SendAsync(request);
            return (int)answer.StatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            return 0;
        }
    }
}
