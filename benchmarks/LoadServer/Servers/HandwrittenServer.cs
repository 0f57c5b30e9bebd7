using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;

namespace LoadServer.Servers;

/// <summary>What a good developer writes in an afternoon: correct, and with everything that the framework makes easy.</summary>
internal sealed class HandwrittenServer : IWebhookServer
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private readonly ConcurrentDictionary<string, DateTimeOffset> _seen = new();
    private readonly Channel<PlatformEvent> _queue = Channel.CreateUnbounded<PlatformEvent>();

    public void Configure(WebApplicationBuilder builder, string resource)
        => builder.Services.AddSingleton(_queue).AddScoped<EventHandler>().AddHostedService<Worker>();

    public void Map(WebApplication app) => app.MapPost(Workload.Path, (RequestDelegate)ReceiveAsync);

    private async Task ReceiveAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        if (!IsSigned(body, context.Request.Headers["X-8bit-Signature-256"].ToString()) || !IsFresh(context.Request.Headers["X-8bit-Timestamp"].ToString()))
        {
            context.Response.StatusCode = 401;
            return;
        }

        var platformEvent = JsonSerializer.Deserialize<PlatformEvent>(body, Json);
        if (platformEvent?.Id is null)
        {
            context.Response.StatusCode = 400;
            return;
        }

        if (_seen.TryAdd(platformEvent.Id, DateTimeOffset.UtcNow))
        {
            await _queue.Writer.WriteAsync(platformEvent, context.RequestAborted);
        }

        await context.Response.WriteAsJsonAsync(new { status = "ok" });
    }

    private static bool IsSigned(string body, string signature)
    {
        using var hmac = new HMACSHA256(Encoding.UTF8.GetBytes(Workload.Secret));
        var digest = Convert.ToHexStringLower(hmac.ComputeHash(Encoding.UTF8.GetBytes(body)));
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(digest), Encoding.ASCII.GetBytes(signature));
    }

    private static bool IsFresh(string timestamp)
        => long.TryParse(timestamp, out var seconds) && (DateTimeOffset.UtcNow - DateTimeOffset.FromUnixTimeSeconds(seconds)).Duration() < TimeSpan.FromMinutes(5);

    internal sealed record PlatformEvent(string? Id, string? Type, DateTimeOffset? CreatedAt, MessageData? Data);

    internal sealed record MessageData(string? ConversationId, string? MessageId, string? UserId, string? Content);

    private sealed class EventHandler(HandledCount handled)
    {
        public Task HandleAsync(PlatformEvent platformEvent, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (platformEvent.Data?.Content is not null)
            {
                handled.Add();
            }

            return Task.CompletedTask;
        }
    }

    private sealed class Worker(Channel<PlatformEvent> queue, IServiceScopeFactory scopes, ILogger<Worker> logger) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            await foreach (var platformEvent in queue.Reader.ReadAllAsync(stoppingToken))
            {
                try
                {
                    await using var scope = scopes.CreateAsyncScope();
                    await scope.ServiceProvider.GetRequiredService<EventHandler>().HandleAsync(platformEvent, stoppingToken);
                }
                catch (Exception exception)
                {
#pragma warning disable CA1848 // what most write in an afternoon
                    logger.LogError(exception, "Event {Id} failed", platformEvent.Id);
#pragma warning restore CA1848
                }
            }
        }
    }
}
