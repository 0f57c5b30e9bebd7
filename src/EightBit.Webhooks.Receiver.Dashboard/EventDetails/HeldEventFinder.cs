using EightBit.Webhooks.Receiver.Dashboard.Asking;
using EightBit.Webhooks.Receiver.Dashboard.HeldEvents;
using EightBit.Webhooks.Receiver.Dashboard.Redaction;
using EightBit.Webhooks.Receiver.Inbox;

namespace EightBit.Webhooks.Receiver.Dashboard.EventDetails;

/// <summary>Finds what the inbox still holds of an event; with an inbox that cannot find one by its id, among its dead letters.</summary>
internal sealed class HeldEventFinder
{
    /// <summary>Of how many dead letters an inbox that cannot find is asked, a page at a time: each comes with its body.</summary>
    private const int MaxLetters = 1000;

    private readonly IWebhookInboxAdmin _inbox;
    private readonly BoundedCalls _calls;
    private readonly PayloadReader _payloads;

    public HeldEventFinder(IWebhookInboxAdmin inbox, BoundedCalls calls, PayloadReader payloads)
    {
        _inbox = inbox;
        _calls = calls;
        _payloads = payloads;
    }

    public async Task<Reading<HeldDetails>> FindAsync(string receiver, string? tenant, string eventId)
    {
        var found = await _calls.AskAsync(BoundedCalls.Inbox, token => _inbox.FindAsync(receiver, tenant, eventId, token));
        if (found.IsUnsupported)
        {
            return await FindAmongLettersAsync(receiver, tenant, eventId, found.Problem!);
        }

        return found.Value is { } held
            ? new(Describe(held, held.State == InboxEventState.Dead ? await FindLetterAsync(held.EntryId) : null), null)
            : new(null, found.Problem);
    }

    /// <summary>Only the list of dead letters knows when one died. Null where it has gone meanwhile.</summary>
    private async Task<DeadLetter?> FindLetterAsync(long entryId)
    {
        var query = new DeadLetterQuery { After = entryId - 1, Take = 1 };
        var letters = await _calls.AskAsync(BoundedCalls.Inbox, token => _inbox.ListDeadLettersAsync(query, token));
        return letters.Value?.Items.FirstOrDefault(letter => letter.EntryId == entryId);
    }

    private async Task<Reading<HeldDetails>> FindAmongLettersAsync(string receiver, string? tenant, string eventId, string whyNot)
    {
        DeadLetter? latest = null;
        var after = 0L;
        for (var seen = 0; seen < MaxLetters; seen += HeldLimits.MaxTake)
        {
            var query = new DeadLetterQuery { Receiver = receiver, After = after, Take = HeldLimits.MaxTake };
            var letters = await _calls.AskForEventsAsync(async token =>
            {
                var page = await _inbox.ListDeadLettersAsync(query, token);
                return (Found: page.Items.LastOrDefault(letter => letter.Delivery.EventId == eventId && letter.Delivery.Tenant == tenant), page.Next);
            });
            if (letters.Problem is { } problem)
            {
                return new(null, problem);
            }

            latest = letters.Value.Found ?? latest;
            if (letters.Value.Next is not { } next)
            {
                break;
            }

            after = next;
        }

        return latest is null
            ? new(null, $"{whyNot} It is not among the oldest {MaxLetters} dead letters of its receiver; it may be pending, or completed.")
            : new(Describe(HeldEvent.ToEvent(latest), latest), null);
    }

    private HeldDetails Describe(InboxEvent held, DeadLetter? letter)
        => new(held, letter, _payloads.Read(held.Delivery.Body), _payloads.MaskOf(held.Delivery.Body));
}
