namespace EightBit.Webhooks.Receiver.Events;

/// <summary><c>session.started</c>: a new user session has been created.</summary>
/// <inheritdoc cref="EventData" path="/remarks"/>
public sealed record SessionStarted : EventData
{
    /// <summary>The session.</summary>
    public string? SessionId { get; init; }

    /// <summary>The user.</summary>
    public string? UserId { get; init; }

    /// <summary>The agent.</summary>
    public string? AgentId { get; init; }

    /// <summary>Where the session takes place.</summary>
    public string? Channel { get; init; }

    /// <summary>When it began.</summary>
    public DateTimeOffset? StartedAt { get; init; }
}
