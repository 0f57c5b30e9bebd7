namespace CrmSync.Api;

/// <param name="Items">Activities in the order they were recorded.</param>
/// <param name="Next">What to pass as <c>after</c> for the next page; null when there is nothing more now.</param>
internal sealed record ActivityPage(IReadOnlyList<ActivityItem> Items, long? Next);
