using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using EightBit.Webhooks.Receiver.Configuration;
using EightBit.Webhooks.Receiver.Deduplication;
using EightBit.Webhooks.Receiver.DeliveryLog;
using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.Handlers;
using EightBit.Webhooks.Receiver.Secrets;

namespace CrashTarget;

/// <summary>The parts of an application that are no handlers, each of which keeps its thread for deliveries that are named after it.</summary>
internal sealed class BlockingParts : IWebhookSecretSource, IDeduplicationStore, IWebhookDeliveryLog
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(8);
    private static readonly WebhookSecrets Secrets = new([WebhookSecret.FromText("a-secret-of-the-crash-tests-0123")]);

    private int _lastToken;

    private BlockingParts()
    {
    }

    public bool IsDurable => false;

    public static void AddTo(IEightBitWebhooksBuilder webhooks)
    {
        var parts = new BlockingParts();
        webhooks.UseSecretSource(_ => parts).UseDeduplicationStore(_ => parts).UseDeliveryLog(_ => parts)
            .AddEvent("converter.blocks", (JsonTypeInfo<Converted>)JsonSerializerOptions.Default.GetTypeInfo(typeof(Converted)))
            .AddHandler<Converted, ConvertedHandler>();
    }

    public ValueTask<WebhookSecrets> GetSecretsAsync(WebhookSecretRequest request, CancellationToken cancellationToken)
    {
        Block("secrets", request.HttpContext?.Request.Query["id"]);
        return new(Secrets);
    }

    public ValueTask<DeduplicationClaim> ClaimAsync(DeduplicationKey key, TimeSpan lease, CancellationToken cancellationToken)
    {
        Block("store", key.EventId);
        return new(new DeduplicationClaim(DeduplicationStatus.Claimed, Interlocked.Increment(ref _lastToken)));
    }

    public ValueTask<bool> CompleteAsync(DeduplicationKey key, long token, TimeSpan retention, CancellationToken cancellationToken) => new(true);

    public ValueTask ReleaseAsync(DeduplicationKey key, long token, CancellationToken cancellationToken) => default;

    public void Record(DeliveryLogEntry entry)
    {
        if (entry.Kind == DeliveryLogKind.Delivery)
        {
            Block("log", entry.EventId);
        }
    }

    public ValueTask<DeliveryLogPage> QueryAsync(DeliveryLogQuery query, CancellationToken cancellationToken = default)
        => new(new DeliveryLogPage([], null));

    private static void Block(string part, string? id)
    {
        if (id?.StartsWith(part, StringComparison.Ordinal) == true)
        {
            Thread.Sleep(Long);
        }
    }

    [JsonConverter(typeof(Converter))]
    internal sealed record Converted;

    internal sealed class ConvertedHandler : IWebhookHandler<Converted>
    {
        public Task HandleAsync(WebhookEvent<Converted> webhookEvent, CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private sealed class Converter : JsonConverter<Converted>
    {
        public override Converted Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            Thread.Sleep(Long);
            reader.Skip();
            return new Converted();
        }

        public override void Write(Utf8JsonWriter writer, Converted value, JsonSerializerOptions options) => throw new NotSupportedException();
    }
}
