namespace EightBit.Webhooks.Receiver.Events;

/// <summary><c>agent.undeployed</c>: an agent has been taken down from production.</summary>
/// <inheritdoc cref="EventData" path="/remarks"/>
public sealed record AgentUndeployed : EventData
{
    /// <summary>The agent.</summary>
    public string? AgentId { get; init; }

    /// <summary>The agent's name.</summary>
    public string? AgentName { get; init; }

    /// <summary>The version that was taken down.</summary>
    public string? Version { get; init; }

    /// <summary>Why.</summary>
    public string? Reason { get; init; }

    /// <summary>Who did it.</summary>
    public string? UndeployedBy { get; init; }

    /// <summary>When.</summary>
    public DateTimeOffset? UndeployedAt { get; init; }
}
