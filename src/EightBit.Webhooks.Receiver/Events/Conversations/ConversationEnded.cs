namespace EightBit.Webhooks.Receiver.Events;

/// <summary><c>conversation.ended</c>: a conversation has been closed or resolved.</summary>
/// <inheritdoc cref="EventData" path="/remarks"/>
public sealed record ConversationEnded : EventData
{
    /// <summary>The conversation.</summary>
    public string? ConversationId { get; init; }

    /// <summary>The agent that the conversation was with.</summary>
    public string? AgentId { get; init; }

    /// <summary>The user.</summary>
    public string? UserId { get; init; }

    /// <summary>The final status.</summary>
    public string? Status { get; init; }

    /// <summary>Why it ended.</summary>
    public string? Reason { get; init; }

    /// <summary>How many messages it had.</summary>
    public long? MessageCount { get; init; }

    /// <summary>How long it took, in seconds.</summary>
    public decimal? DurationSeconds { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndedAt { get; init; }
}
