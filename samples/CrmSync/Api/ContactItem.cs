namespace CrmSync.Api;

internal sealed record ContactItem(
    long Id, string Name, string? Email, string? Phone, int Conversations, DateTimeOffset? LastActivity);
