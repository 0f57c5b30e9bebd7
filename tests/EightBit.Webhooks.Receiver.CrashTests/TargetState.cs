using EightBit.Webhooks.Receiver.Inbox;

namespace EightBit.Webhooks.Receiver.CrashTests;

/// <summary>What the target says of its inbox.</summary>
internal sealed record TargetState(InboxStatistics Statistics, IReadOnlyList<TargetDeadLetter> DeadLetters);

/// <summary>A dead letter of the target's.</summary>
internal sealed record TargetDeadLetter(string EventId, int Attempts, string Reason);
