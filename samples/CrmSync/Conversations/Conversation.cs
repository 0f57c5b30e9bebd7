using CrmSync.Contacts;

namespace CrmSync.Conversations;

/// <summary>A conversation as it stands after the events that have come so far, in whatever order they came.</summary>
internal sealed class Conversation
{
    /// <summary>The platform's id.</summary>
    public required string Id { get; init; }

    public Contact? Contact { get; set; }

    public long ContactId { get; init; }

    public string? Channel { get; private set; }

    public string? Status { get; private set; }

    public string? Tags { get; private set; }

    public decimal? Rating { get; private set; }

    public DateTimeOffset? StartedAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    public DateTimeOffset? UpdatedAt { get; private set; }

    public DateTimeOffset? RatedAt { get; private set; }

    public void Begin(DateTimeOffset at) => StartedAt = at;

    public void End(DateTimeOffset at) => EndedAt = at;

    public void TakePlaceOn(string? channel) => Channel ??= channel;

    /// <summary>Takes over status and tags, unless a newer event has said something else already.</summary>
    public void Update(DateTimeOffset at, string? status, IReadOnlyList<string>? tags = null)
    {
        if (at < UpdatedAt)
        {
            return;
        }

        Status = status ?? Status;
        Tags = tags is null ? Tags : string.Join(", ", tags);
        UpdatedAt = at;
    }

    public void Rate(DateTimeOffset at, decimal? rating)
    {
        if (at < RatedAt)
        {
            return;
        }

        Rating = rating;
        RatedAt = at;
    }
}
