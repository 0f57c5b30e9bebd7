namespace EightBit.Webhooks.Receiver.Dashboard.About;

/// <summary>Whether the delivery log survives the process.</summary>
internal sealed record LogKind(bool Durable);
