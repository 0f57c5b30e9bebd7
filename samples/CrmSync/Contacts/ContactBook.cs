using CrmSync.Conversations;
using CrmSync.Database;
using Microsoft.EntityFrameworkCore;

namespace CrmSync.Contacts;

/// <summary>Finds the contact an event is about, or makes one. Used inside the transaction that records the event.</summary>
/// <remarks>
/// By the contact's id, else by the user's, else it is whoever the conversation is with. So one event that names the person is
/// enough for the whole conversation, whether it comes first or last.
/// </remarks>
internal sealed class ContactBook
{
    private readonly CrmDb _db;

    public ContactBook(CrmDb db) => _db = db;

    public async Task<Contact> FindOrAddAsync(
        Person person, Conversation? conversation, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var contact = await FindByIdentityAsync(person, cancellationToken)
            ?? await FindByConversationAsync(person, conversation, cancellationToken)
            ?? _db.Contacts.Add(new Contact()).Entity;

        if (await BelongsToAnotherAsync(person.UserId, contact, cancellationToken))
        {
            // Two contacts share a user, says the platform. They stay two: which of them is wrong is not ours to guess.
            person = person with { UserId = null };
        }

        contact.Learn(person, at);
        await MoveConversationAsync(conversation, contact, cancellationToken);
        return contact;
    }

    private async Task<Contact?> FindByIdentityAsync(Person person, CancellationToken cancellationToken)
    {
        if (person.ExternalId is not null
            && await _db.Contacts.SingleOrDefaultAsync(contact => contact.ExternalId == person.ExternalId, cancellationToken) is { } known)
        {
            return known;
        }

        var user = person.UserId is null
            ? null
            : await _db.Contacts.SingleOrDefaultAsync(contact => contact.UserId == person.UserId, cancellationToken);
        return user?.CanBe(person) == true ? user : null;
    }

    private async Task<Contact?> FindByConversationAsync(
        Person person, Conversation? conversation, CancellationToken cancellationToken)
    {
        if (conversation is not null)
        {
            return conversation.Contact?.CanBe(person) == true ? conversation.Contact : null;
        }

        // Neither a person nor a conversation: all such events share one contact, rather than each making another.
        return person.IsUnknown
            ? await _db.Contacts.FirstOrDefaultAsync(contact => contact.KnownAt == null && contact.Conversations.Count == 0, cancellationToken)
            : null;
    }

    private async Task<bool> BelongsToAnotherAsync(string? userId, Contact contact, CancellationToken cancellationToken)
        => userId is not null
            && contact.UserId is null
            && await _db.Contacts.AnyAsync(other => other.UserId == userId && other.Id != contact.Id, cancellationToken);

    /// <summary>A conversation that began with nobody known goes over to the person it turns out to be with.</summary>
    private async Task MoveConversationAsync(Conversation? conversation, Contact contact, CancellationToken cancellationToken)
    {
        if (conversation is null || conversation.Contact == contact)
        {
            return;
        }

        var placeholder = conversation.Contact;
        if (placeholder is { IsAnonymous: false })
        {
            return;
        }

        conversation.Contact = contact;
        if (placeholder is not null)
        {
            var activities = await _db.Activities.Where(activity => activity.ContactId == placeholder.Id).ToListAsync(cancellationToken);
            activities.ForEach(activity => activity.Contact = contact);

            _db.Contacts.Remove(placeholder);
        }
    }
}
