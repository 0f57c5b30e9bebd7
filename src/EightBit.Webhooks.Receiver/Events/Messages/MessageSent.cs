namespace EightBit.Webhooks.Receiver.Events;

/// <summary><c>message.sent</c>: the AI agent has sent a response message.</summary>
/// <inheritdoc cref="EventData" path="/remarks"/>
public sealed record MessageSent : EventData
{
    /// <summary>The message.</summary>
    public string? MessageId { get; init; }

    /// <summary>The conversation it belongs to.</summary>
    public string? ConversationId { get; init; }

    /// <summary>The agent that wrote it.</summary>
    public string? AgentId { get; init; }

    /// <summary>The user it was sent to.</summary>
    public string? UserId { get; init; }

    /// <summary>Where it was sent.</summary>
    public string? Channel { get; init; }

    /// <summary>What was sent.</summary>
    public string? Content { get; init; }

    /// <summary>What kind of content it is, such as <c>text</c>.</summary>
    public string? ContentType { get; init; }

    /// <summary>The model that wrote it.</summary>
    public string? Model { get; init; }

    /// <summary>How many tokens it cost.</summary>
    public long? TokensUsed { get; init; }

    /// <summary>How long the agent took, in milliseconds.</summary>
    public decimal? ResponseTimeMs { get; init; }

    /// <summary>When it was sent.</summary>
    public DateTimeOffset? SentAt { get; init; }
}
