namespace CrmSync.Api;

internal sealed record ActivityItem(
    long Id,
    string EventId,
    string Handler,
    string EventType,
    long ContactId,
    string? ConversationId,
    string Text,
    DateTimeOffset OccurredAt,
    DateTimeOffset RecordedAt);
