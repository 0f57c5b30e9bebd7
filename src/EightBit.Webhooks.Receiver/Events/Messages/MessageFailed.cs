namespace EightBit.Webhooks.Receiver.Events;

/// <summary><c>message.failed</c>: the processing of a message has failed due to an error.</summary>
/// <inheritdoc cref="EventData" path="/remarks"/>
public sealed record MessageFailed : EventData
{
    /// <summary>The message.</summary>
    public string? MessageId { get; init; }

    /// <summary>The conversation it belongs to.</summary>
    public string? ConversationId { get; init; }

    /// <summary>The agent.</summary>
    public string? AgentId { get; init; }

    /// <summary>The user.</summary>
    public string? UserId { get; init; }

    /// <summary>The error's code.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>The error in words.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>When it failed.</summary>
    public DateTimeOffset? FailedAt { get; init; }
}
