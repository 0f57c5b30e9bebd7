using EightBit.Webhooks.Receiver.Redaction;

namespace EightBit.Webhooks.Receiver.Dashboard.Redaction;

/// <summary>A payload as it may be shown, or a sentence why it is not.</summary>
internal sealed record PayloadReading(RedactedJson? Payload, string? Problem);
