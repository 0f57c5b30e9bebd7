namespace EightBit.Webhooks.Receiver.Dashboard.Actions;

/// <summary>What became of the dead letters that an action was for.</summary>
internal sealed record ActionAnswer(IReadOnlyList<ActionResult> Results);
