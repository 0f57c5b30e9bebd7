using System.Text.Json;

namespace EightBit.Webhooks.Receiver.Events;

/// <summary>The payload of an event whose type has no payload type: neither a built-in one nor one added with <c>AddEvent</c>.</summary>
public sealed record UnknownEvent
{
    /// <summary>The value of <c>data</c> as it came; <see cref="JsonValueKind.Undefined"/> when there was none.</summary>
    public JsonElement Json { get; init; }
}
