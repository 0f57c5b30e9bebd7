namespace EightBit.Webhooks.Receiver.Inbox;

/// <summary>One line of an event's history.</summary>
/// <param name="Attempt">Which attempt, from 1.</param>
/// <param name="FailedAt">When it was settled.</param>
/// <param name="Error">What went wrong.</param>
public sealed record FailedAttempt(int Attempt, DateTimeOffset FailedAt, string Error);
