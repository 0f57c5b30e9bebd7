namespace EightBit.Webhooks.Receiver.Events;

/// <summary><c>session.ended</c>: a user session has expired or ended.</summary>
/// <inheritdoc cref="EventData" path="/remarks"/>
public sealed record SessionEnded : EventData
{
    /// <summary>The session.</summary>
    public string? SessionId { get; init; }

    /// <summary>The user.</summary>
    public string? UserId { get; init; }

    /// <summary>The agent.</summary>
    public string? AgentId { get; init; }

    /// <summary>Why it ended, such as <c>expired</c>.</summary>
    public string? Reason { get; init; }

    /// <summary>How long it took, in seconds.</summary>
    public decimal? DurationSeconds { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndedAt { get; init; }
}
