namespace EightBit.Webhooks.Receiver.Events;

/// <summary><c>conversation.escalated</c>: a conversation has been escalated to a human agent.</summary>
/// <inheritdoc cref="EventData" path="/remarks"/>
public sealed record ConversationEscalated : EventData
{
    /// <summary>The conversation.</summary>
    public string? ConversationId { get; init; }

    /// <summary>The AI agent that escalated.</summary>
    public string? AgentId { get; init; }

    /// <summary>The user.</summary>
    public string? UserId { get; init; }

    /// <summary>Who the user is.</summary>
    public EventContact? Contact { get; init; }

    /// <summary>Why it was escalated.</summary>
    public string? Reason { get; init; }

    /// <summary>How urgent it is.</summary>
    public string? Priority { get; init; }

    /// <summary>The person or team it was given to.</summary>
    public string? AssignedTo { get; init; }

    /// <summary>When it was escalated.</summary>
    public DateTimeOffset? EscalatedAt { get; init; }
}
