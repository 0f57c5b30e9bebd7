namespace EightBit.Webhooks.Receiver.Processing;

/// <summary>Which handler is running, since which timestamp, and how to stop it.</summary>
internal sealed record HandlerRun(string Handler, long StartedAt, CancellationTokenSource Stop);
