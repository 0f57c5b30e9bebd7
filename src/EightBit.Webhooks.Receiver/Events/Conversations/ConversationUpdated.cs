using System.Text.Json;

namespace EightBit.Webhooks.Receiver.Events;

/// <summary><c>conversation.updated</c>: metadata of a conversation (tags, custom fields, status) has changed.</summary>
/// <inheritdoc cref="EventData" path="/remarks"/>
public sealed record ConversationUpdated : EventData
{
    /// <summary>The conversation.</summary>
    public string? ConversationId { get; init; }

    /// <summary>The agent that the conversation is with.</summary>
    public string? AgentId { get; init; }

    /// <summary>The user.</summary>
    public string? UserId { get; init; }

    /// <summary>Who the user is.</summary>
    public EventContact? Contact { get; init; }

    /// <summary>The status after the change.</summary>
    public string? Status { get; init; }

    /// <summary>The tags after the change.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>The custom fields after the change, as they came.</summary>
    public JsonElement? CustomFields { get; init; }

    /// <summary>What has changed, as it came.</summary>
    public JsonElement? Changes { get; init; }

    /// <summary>When it changed.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }
}
