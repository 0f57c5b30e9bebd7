using Microsoft.CodeAnalysis;

namespace EightBit.Webhooks.Receiver.Analyzers;

/// <summary>Metadata names of the core package's types; a test resolves each of them.</summary>
internal static class ReceiverTypes
{
    public const string EightBitWebhookAttribute = "EightBit.Webhooks.Receiver.Endpoints.EightBitWebhookAttribute";
    public const string ServiceCollectionExtensions = "Microsoft.Extensions.DependencyInjection.EightBitWebhooksServiceCollectionExtensions";
    public const string BuilderExtensions = "Microsoft.Extensions.DependencyInjection.EightBitWebhooksBuilderExtensions";
    public const string EventData = "EightBit.Webhooks.Receiver.Events.EventData";
    public const string UnknownEvent = "EightBit.Webhooks.Receiver.Events.UnknownEvent";
    public const string WebhookSecret = "EightBit.Webhooks.Receiver.Secrets.WebhookSecret";
    public const string WebhookReceiverOptions = "EightBit.Webhooks.Receiver.Configuration.WebhookReceiverOptions";
    public const string Handler = "EightBit.Webhooks.Receiver.Handlers.IWebhookHandler";
    public const string TypedHandler = "EightBit.Webhooks.Receiver.Handlers.IWebhookHandler`1";

    public static readonly IReadOnlyList<string> All =
    [
        EightBitWebhookAttribute, ServiceCollectionExtensions, BuilderExtensions, EventData, UnknownEvent,
        WebhookSecret, WebhookReceiverOptions, Handler, TypedHandler,
    ];

    public static bool Is(this ISymbol? symbol, ISymbol other) => SymbolEqualityComparer.Default.Equals(symbol, other);
}
