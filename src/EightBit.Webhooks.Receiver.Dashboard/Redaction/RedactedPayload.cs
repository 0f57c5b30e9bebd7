namespace EightBit.Webhooks.Receiver.Dashboard.Redaction;

/// <summary>A payload as it may be shown.</summary>
/// <param name="Text">Formatted JSON; where it is truncated, the beginning of it.</param>
/// <param name="Redacted">How many values in it were hidden.</param>
/// <param name="Truncated">Whether there is more.</param>
internal sealed record RedactedPayload(string Text, int Redacted, bool Truncated);
