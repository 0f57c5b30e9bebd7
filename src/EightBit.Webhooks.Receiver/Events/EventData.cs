using System.Text.Json;
using System.Text.Json.Serialization;

namespace EightBit.Webhooks.Receiver.Events;

/// <summary>What all built-in payloads have in common.</summary>
/// <remarks>
/// The platform documents the event types but not the fields inside <c>data</c>: the property names are <b>assumed</b>
/// (snake_case), every property is optional, a value of an unexpected JSON type is read as well as it can be or left null, and
/// whatever has no property here is in <see cref="AdditionalProperties"/>. The JSON as it came is in
/// <see cref="WebhookEvent.RawData"/>. Where the names differ from what you receive, add a type of your own with <c>AddEvent</c>.
/// </remarks>
public abstract record EventData
{
    private protected EventData()
    {
    }

    /// <summary>The members of <c>data</c> that have no property here; null when there are none.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }
}
