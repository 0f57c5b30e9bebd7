namespace EightBit.Webhooks.Receiver.Envelopes;

/// <summary>What the receiver needs to know of a body before anybody processes it.</summary>
/// <param name="Id">The event's id, the deduplication key.</param>
/// <param name="Type">The event's type.</param>
/// <param name="CreatedAt">The time stated by the signed body, if it states a readable one.</param>
/// <param name="ConversationId">The conversation that the event belongs to, if any.</param>
/// <param name="Data">Where the JSON value of <c>data</c> lies in the body; empty when there is none.</param>
internal readonly record struct EventEnvelope(
    string Id, string Type, DateTimeOffset? CreatedAt, string? ConversationId, Range Data);
