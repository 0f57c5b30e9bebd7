namespace EightBit.Webhooks.Receiver.Dashboard.HeldEvents;

/// <summary>One page of dead letters, or why the inbox cannot tell.</summary>
internal sealed record HeldPage(IReadOnlyList<HeldEvent> Items, string? Next, string? Problem);
