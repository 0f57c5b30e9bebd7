using CrmSync.Contacts;
using CrmSync.Conversations;
using CrmSync.Database;
using Microsoft.EntityFrameworkCore;

namespace CrmSync.Activities;

/// <summary>Writes an activity, its contact and its conversation in one transaction, once for each event and handler.</summary>
/// <remarks>
/// Events are processed at least once, so an entry may come again: after a crash, late, or while it is being written. The
/// activity's row is the proof that its whole transaction is done; where the row exists, nothing changes any more.
/// </remarks>
internal sealed class ActivityRecorder
{
    private readonly CrmDb _db;
    private readonly ContactBook _contacts;
    private readonly WriteTurn _turn;
    private readonly TimeProvider _time;

    public ActivityRecorder(CrmDb db, ContactBook contacts, WriteTurn turn, TimeProvider time)
    {
        _db = db;
        _contacts = contacts;
        _turn = turn;
        _time = time;
    }

    public async Task RecordAsync(ActivityEntry entry, CancellationToken cancellationToken)
    {
        using var turn = await _turn.TakeAsync(cancellationToken);

        // BEGIN IMMEDIATE: the write lock is taken before the first read, so nothing that is read here changes before the commit.
        await using var transaction = await _db.Database.BeginTransactionAsync(cancellationToken);
        if (await _db.Activities.AnyAsync(
            activity => activity.EventId == entry.EventId && activity.Handler == entry.Handler, cancellationToken))
        {
            return;
        }

        await AddAsync(entry, cancellationToken);
        try
        {
            await _db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (AlreadyRecorded.IsReasonOf(exception))
        {
            // Another run of the same event was faster: its row is there, and our transaction rolls back.
        }
    }

    private async Task AddAsync(ActivityEntry entry, CancellationToken cancellationToken)
    {
        var conversation = await FindOrAddConversationAsync(entry.ConversationId, cancellationToken);
        var contact = await _contacts.FindOrAddAsync(entry.Person, conversation, entry.OccurredAt, cancellationToken);
        if (conversation is not null)
        {
            entry.Change(conversation, entry.OccurredAt);
        }

        _db.Activities.Add(new Activity
        {
            EventId = entry.EventId,
            Handler = entry.Handler,
            EventType = entry.EventType,
            Contact = contact,
            ConversationId = entry.ConversationId,
            Text = entry.Text,
            OccurredAt = entry.OccurredAt,
            RecordedAt = _time.GetUtcNow(),
        });
    }

    private async Task<Conversation?> FindOrAddConversationAsync(string? id, CancellationToken cancellationToken)
    {
        if (id is null)
        {
            return null;
        }

        return await _db.Conversations.Include(conversation => conversation.Contact)
                .SingleOrDefaultAsync(conversation => conversation.Id == id, cancellationToken)
            ?? _db.Conversations.Add(new Conversation { Id = id }).Entity;
    }
}
