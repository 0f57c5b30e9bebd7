namespace CrmSync.Contacts;

/// <summary>What one event tells of the person it is about: anything from a full contact to nothing at all.</summary>
internal sealed record Person
{
    private static readonly Person Unknown = new();

    public string? ExternalId { get; init; }

    public string? UserId { get; init; }

    public string? Name { get; init; }

    public string? Email { get; init; }

    public string? Phone { get; init; }

    /// <summary>The event tells nothing of the person.</summary>
    public bool IsUnknown => this == Unknown;

    public static Person Of(string? userId, EightBit.Webhooks.Receiver.Events.EventContact? contact = null) => new()
    {
        ExternalId = TextOrNull(contact?.Id),
        UserId = TextOrNull(userId),
        Name = TextOrNull(contact?.Name),
        Email = TextOrNull(contact?.Email),
        Phone = TextOrNull(contact?.Phone),
    };

    private static string? TextOrNull(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
