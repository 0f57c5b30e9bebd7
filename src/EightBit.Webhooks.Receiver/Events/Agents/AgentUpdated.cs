using System.Text.Json;

namespace EightBit.Webhooks.Receiver.Events;

/// <summary><c>agent.updated</c>: the configuration of an agent has been modified.</summary>
/// <inheritdoc cref="EventData" path="/remarks"/>
public sealed record AgentUpdated : EventData
{
    /// <summary>The agent.</summary>
    public string? AgentId { get; init; }

    /// <summary>The agent's name.</summary>
    public string? AgentName { get; init; }

    /// <summary>The version after the change.</summary>
    public string? Version { get; init; }

    /// <summary>What has changed, as it came.</summary>
    public JsonElement? Changes { get; init; }

    /// <summary>Who did it.</summary>
    public string? UpdatedBy { get; init; }

    /// <summary>When.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }
}
