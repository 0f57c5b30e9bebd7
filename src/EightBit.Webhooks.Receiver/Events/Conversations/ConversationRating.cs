namespace EightBit.Webhooks.Receiver.Events;

/// <summary><c>conversation.rating</c>: a user has submitted a rating or feedback.</summary>
/// <inheritdoc cref="EventData" path="/remarks"/>
public sealed record ConversationRating : EventData
{
    /// <summary>The conversation.</summary>
    public string? ConversationId { get; init; }

    /// <summary>The agent that the conversation was with.</summary>
    public string? AgentId { get; init; }

    /// <summary>The user.</summary>
    public string? UserId { get; init; }

    /// <summary>The rating, on the scale that the agent uses.</summary>
    public decimal? Rating { get; init; }

    /// <summary>What the user wrote.</summary>
    public string? Feedback { get; init; }

    /// <summary>When it was submitted.</summary>
    public DateTimeOffset? RatedAt { get; init; }
}
