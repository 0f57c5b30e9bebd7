namespace EightBit.Webhooks.Receiver.Processing;

/// <summary>Which handler is running, since when, and how to stop it.</summary>
internal sealed record HandlerRun(string Handler, DateTimeOffset StartedAt, CancellationTokenSource Stop);
