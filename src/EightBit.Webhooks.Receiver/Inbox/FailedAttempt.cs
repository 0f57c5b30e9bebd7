namespace EightBit.Webhooks.Receiver.Inbox;

/// <summary>One line of an event's history.</summary>
/// <param name="Attempt">Which attempt, from 1.</param>
/// <param name="FailedAt">When it was settled.</param>
/// <param name="Error">What went wrong: the <c>Error</c> of the <see cref="Settlement"/> that ended the attempt.</param>
public sealed record FailedAttempt(int Attempt, DateTimeOffset FailedAt, string Error);
