namespace EightBit.Webhooks.Receiver.Events;

/// <summary><c>message.received</c>: a new message has been received from a user.</summary>
/// <inheritdoc cref="EventData" path="/remarks"/>
public sealed record MessageReceived : EventData
{
    /// <summary>The message.</summary>
    public string? MessageId { get; init; }

    /// <summary>The conversation it belongs to.</summary>
    public string? ConversationId { get; init; }

    /// <summary>The agent it was written to.</summary>
    public string? AgentId { get; init; }

    /// <summary>The user who wrote it.</summary>
    public string? UserId { get; init; }

    /// <summary>Who the user is.</summary>
    public EventContact? Contact { get; init; }

    /// <summary>Where it was written, such as <c>web</c> or <c>whatsapp</c>.</summary>
    public string? Channel { get; init; }

    /// <summary>What was written.</summary>
    public string? Content { get; init; }

    /// <summary>What kind of content it is, such as <c>text</c>.</summary>
    public string? ContentType { get; init; }

    /// <summary>When the platform received it.</summary>
    public DateTimeOffset? ReceivedAt { get; init; }
}
