using System.Text.Json;
using System.Text.Json.Serialization;
using EightBit.Webhooks.Receiver.Events.Tolerance;

namespace EightBit.Webhooks.Receiver.Events;

/// <summary>The person behind a user id, as far as the event tells.</summary>
/// <inheritdoc cref="EventData" path="/remarks"/>
[JsonConverter(typeof(TolerantEventContactConverter))]
public sealed record EventContact
{
    /// <summary>The contact's id.</summary>
    public string? Id { get; init; }

    /// <summary>The name.</summary>
    public string? Name { get; init; }

    /// <summary>The e-mail address.</summary>
    public string? Email { get; init; }

    /// <summary>The telephone number.</summary>
    public string? Phone { get; init; }

    /// <summary>The members of the contact that have no property here; null when there are none.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }
}
