namespace EightBit.Webhooks.Receiver.Events;

/// <summary><c>agent.error</c>: an agent has met a critical error that requires attention.</summary>
/// <inheritdoc cref="EventData" path="/remarks"/>
public sealed record AgentError : EventData
{
    /// <summary>The agent.</summary>
    public string? AgentId { get; init; }

    /// <summary>The agent's name.</summary>
    public string? AgentName { get; init; }

    /// <summary>The conversation in which it happened, if any.</summary>
    public string? ConversationId { get; init; }

    /// <summary>How bad it is.</summary>
    public string? Severity { get; init; }

    /// <summary>The error's code.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>The error in words.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>When it happened.</summary>
    public DateTimeOffset? OccurredAt { get; init; }
}
