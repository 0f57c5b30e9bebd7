using System.Text.Json.Serialization;
using EightBit.Webhooks.Receiver.Events.Tolerance;

namespace EightBit.Webhooks.Receiver.Events;

/// <summary>Source-generated JSON of the built-in payloads: snake_case, and tolerant of values of an unexpected JSON type.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters =
    [
        typeof(TolerantStringConverter),
        typeof(TolerantStringListConverter),
        typeof(TolerantIntegerConverter),
        typeof(TolerantDecimalConverter),
        typeof(TolerantTimeConverter),
    ])]
[JsonSerializable(typeof(ConversationCreated))]
[JsonSerializable(typeof(ConversationUpdated))]
[JsonSerializable(typeof(ConversationEnded))]
[JsonSerializable(typeof(ConversationRating))]
[JsonSerializable(typeof(ConversationEscalated))]
[JsonSerializable(typeof(MessageReceived))]
[JsonSerializable(typeof(MessageSent))]
[JsonSerializable(typeof(MessageFailed))]
[JsonSerializable(typeof(AgentDeployed))]
[JsonSerializable(typeof(AgentUpdated))]
[JsonSerializable(typeof(AgentUndeployed))]
[JsonSerializable(typeof(AgentError))]
[JsonSerializable(typeof(SessionStarted))]
[JsonSerializable(typeof(SessionEnded))]
[JsonSerializable(typeof(AccountUsageThreshold))]
[JsonSerializable(typeof(AccountBillingUpdated))]
internal sealed partial class EventJson : JsonSerializerContext;
