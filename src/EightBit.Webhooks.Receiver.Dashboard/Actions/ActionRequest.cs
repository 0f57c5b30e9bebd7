namespace EightBit.Webhooks.Receiver.Dashboard.Actions;

/// <summary>Which dead letters an action is for.</summary>
internal sealed record ActionRequest(IReadOnlyList<string?>? EntryIds);
