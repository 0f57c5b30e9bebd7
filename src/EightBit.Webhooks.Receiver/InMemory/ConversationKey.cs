namespace EightBit.Webhooks.Receiver.InMemory;

/// <summary>Within what events are kept in order.</summary>
internal readonly record struct ConversationKey(string Receiver, string? Tenant, string OrderingKey);
