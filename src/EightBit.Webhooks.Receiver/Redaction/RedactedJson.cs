namespace EightBit.Webhooks.Receiver.Redaction;

/// <summary>A body as it may be shown.</summary>
/// <param name="Text">JSON text; where it is truncated, the beginning of it.</param>
/// <param name="Redacted">How many values in it are hidden.</param>
/// <param name="Truncated">Whether there is more.</param>
public sealed record RedactedJson(string Text, int Redacted, bool Truncated);
