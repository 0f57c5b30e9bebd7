namespace ExternalProcessing.Demo;

/// <param name="Key">The idempotency key; empty when the call had none.</param>
/// <param name="ConversationId">What it was about.</param>
/// <param name="Mood">How it was taken.</param>
/// <param name="IsPaid">Whether this call cost money.</param>
/// <param name="At">When it came, by the clock of the stand-in.</param>
internal sealed record ModelCall(string Key, string? ConversationId, ModelMood Mood, bool IsPaid, DateTimeOffset At);
