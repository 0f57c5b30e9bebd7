namespace EightBit.Webhooks.Receiver.Dashboard.Actions;

/// <summary>What became of one dead letter.</summary>
internal sealed record ActionResult(string EntryId, string Outcome, string? Error);
