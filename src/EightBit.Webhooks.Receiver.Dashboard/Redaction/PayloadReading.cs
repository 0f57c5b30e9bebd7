namespace EightBit.Webhooks.Receiver.Dashboard.Redaction;

/// <summary>A payload as it may be shown, or a sentence why it is not.</summary>
internal sealed record PayloadReading(RedactedPayload? Payload, string? Problem);
