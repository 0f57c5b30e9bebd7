using System.Text.Json;

namespace EightBit.Webhooks.Receiver.Events;

/// <summary>The payload of an event whose type has no payload type: neither a built-in one nor one added with <c>AddEvent</c>.</summary>
public sealed record UnknownEvent
{
    /// <summary>
    /// The value of <c>data</c>; <see cref="JsonValueKind.Undefined"/> when there was none. Half of a surrogate pair, which no text can hold, has
    /// become U+FFFD; <see cref="WebhookEvent.RawData"/> is as it came.
    /// </summary>
    public JsonElement Json { get; init; }
}
