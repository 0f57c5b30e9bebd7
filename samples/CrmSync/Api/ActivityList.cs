using CrmSync.Database;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace CrmSync.Api;

/// <summary><c>GET /api/activities?after=&amp;take=&amp;contact=</c>: activities in the order they were recorded, a page at a time.</summary>
/// <remarks>
/// There is one writer, so ids become visible in the order they are given: who has read up to an id never misses a row before it.
/// </remarks>
internal static class ActivityList
{
    public static async Task<Results<Ok<ActivityPage>, ProblemHttpResult>> ReadAsync(
        CrmDb db, string? after, string? take, string? contact, CancellationToken cancellationToken)
    {
        if (!ActivityQuery.TryParse(after, take, contact, out var query, out var problem))
        {
            return TypedResults.Problem(problem, statusCode: StatusCodes.Status400BadRequest, title: "The query cannot be answered");
        }

        // One row more than asked for tells whether there is a next page.
        var items = await db.Activities
            .Where(activity => activity.Id > query.After && (query.Contact == null || activity.ContactId == query.Contact))
            .OrderBy(activity => activity.Id)
            .Take(query.Take + 1)
            .Select(activity => new ActivityItem(
                activity.Id,
                activity.EventId,
                activity.Handler,
                activity.EventType,
                activity.ContactId,
                activity.ConversationId,
                activity.Text,
                activity.OccurredAt,
                activity.RecordedAt))
            .ToListAsync(cancellationToken);
        if (items.Count <= query.Take)
        {
            return TypedResults.Ok(new ActivityPage(items, null));
        }

        items.RemoveAt(query.Take);
        return TypedResults.Ok(new ActivityPage(items, items[^1].Id));
    }
}
