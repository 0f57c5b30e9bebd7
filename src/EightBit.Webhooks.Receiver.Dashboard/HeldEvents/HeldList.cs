namespace EightBit.Webhooks.Receiver.Dashboard.HeldEvents;

/// <summary>Events that the inbox holds, or why it cannot tell.</summary>
internal sealed record HeldList(IReadOnlyList<HeldEvent> Items, string? Problem);
