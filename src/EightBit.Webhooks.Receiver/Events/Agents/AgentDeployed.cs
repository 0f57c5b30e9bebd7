namespace EightBit.Webhooks.Receiver.Events;

/// <summary><c>agent.deployed</c>: an agent has been deployed to production.</summary>
/// <inheritdoc cref="EventData" path="/remarks"/>
public sealed record AgentDeployed : EventData
{
    /// <summary>The agent.</summary>
    public string? AgentId { get; init; }

    /// <summary>The agent's name.</summary>
    public string? AgentName { get; init; }

    /// <summary>The version that was deployed.</summary>
    public string? Version { get; init; }

    /// <summary>Where it was deployed.</summary>
    public string? Environment { get; init; }

    /// <summary>Who did it.</summary>
    public string? DeployedBy { get; init; }

    /// <summary>When.</summary>
    public DateTimeOffset? DeployedAt { get; init; }
}
