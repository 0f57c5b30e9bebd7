using System.Text.Json;

namespace EightBit.Webhooks.Receiver.Events;

/// <summary><c>conversation.created</c>: a new conversation has been initiated with an agent.</summary>
/// <inheritdoc cref="EventData" path="/remarks"/>
public sealed record ConversationCreated : EventData
{
    /// <summary>The conversation.</summary>
    public string? ConversationId { get; init; }

    /// <summary>The agent that the conversation is with.</summary>
    public string? AgentId { get; init; }

    /// <summary>The user.</summary>
    public string? UserId { get; init; }

    /// <summary>Who the user is.</summary>
    public EventContact? Contact { get; init; }

    /// <summary>Where the conversation takes place, such as <c>web</c> or <c>whatsapp</c>.</summary>
    public string? Channel { get; init; }

    /// <summary>The conversation's status.</summary>
    public string? Status { get; init; }

    /// <summary>The conversation's tags.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Custom fields, as they came.</summary>
    public JsonElement? CustomFields { get; init; }

    /// <summary>When the conversation began.</summary>
    public DateTimeOffset? StartedAt { get; init; }
}
