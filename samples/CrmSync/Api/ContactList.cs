using CrmSync.Contacts;
using CrmSync.Database;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace CrmSync.Api;

/// <summary><c>GET /api/contacts</c>: all contacts, the one with the latest activity first.</summary>
internal static class ContactList
{
    public static async Task<Ok<List<ContactItem>>> ReadAsync(CrmDb db, CancellationToken cancellationToken)
    {
        var contacts = await db.Contacts
            .Select(contact => new ContactItem(
                contact.Id,
                contact.Name ?? contact.Email ?? contact.UserId ?? contact.ExternalId ?? Contact.NameOfUnknown,
                contact.Email,
                contact.Phone,
                contact.Conversations.Count,
                db.Activities.Where(activity => activity.ContactId == contact.Id).Max(activity => (DateTimeOffset?)activity.OccurredAt)))
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(contacts.OrderByDescending(contact => contact.LastActivity).ThenBy(contact => contact.Id).ToList());
    }
}
