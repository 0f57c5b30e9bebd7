namespace EightBit.Webhooks.Receiver.Processing;

/// <summary>Which handler is running, and since when.</summary>
internal sealed record HandlerRun(string Handler, DateTimeOffset StartedAt);
