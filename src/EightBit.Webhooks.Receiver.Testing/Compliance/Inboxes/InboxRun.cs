using System.Text;
using EightBit.Webhooks.Receiver.Inbox;

namespace EightBit.Webhooks.Receiver.Testing.Compliance.Inboxes;

/// <summary>One run of one check: the inbox, and the words that the checks are written in.</summary>
internal sealed partial class InboxRun
{
    /// <summary>How long a wake-up may take in real time: longer than a poll of two seconds behind a lost signal.</summary>
    public static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    private readonly InboxCheck _check;
    private readonly InboxNode? _node;

    public InboxRun(InboxCheck check, InboxSubject subject, InboxNode? node = null)
    {
        _check = check;
        _node = node;
        Subject = subject;
    }

    public InboxSubject Subject { get; }

    public IWebhookInbox Inbox => (_node ?? Subject.Node).Inbox;

    public IWebhookInboxAdmin Admin => (_node ?? Subject.Node).Admin;

    /// <summary>Does not end while a check runs.</summary>
    public TimeSpan LongTime => Units(10_000);

    /// <summary>Ends when a check wants it to.</summary>
    public TimeSpan ShortTime => Units(4);

    public TimeSpan Units(int count) => Subject.TimeUnit * count;

    public Task AdvanceAsync(TimeSpan time) => Subject.AdvanceAsync(time);

    public Task AdvancePastAsync(TimeSpan time) => Subject.AdvanceAsync(time + Units(1));

    public long Timestamp() => Subject.Time.GetTimestamp();

    public TimeSpan Since(long timestamp) => Subject.Time.GetElapsedTime(timestamp);

    /// <summary>Crashes, and lets the leases of the dead process end where the inbox does not end them by itself.</summary>
    public async Task CrashAndOutliveLeasesAsync()
    {
        await Subject.CrashAndReopenAsync();
        await AdvancePastAsync(ShortTime);
    }

    /// <summary>The same words, spoken to another process.</summary>
    public async Task<InboxRun> OpenSecondNodeAsync() => new(_check, Subject, await Subject.OpenSecondNodeAsync());

    /// <summary>A small event that arrives now.</summary>
    public InboxDelivery Delivery(string id, string? conversation = null)
    {
        var now = Subject.Time.GetUtcNow();
        return new InboxDelivery
        {
            Receiver = "",
            EventId = id,
            EventType = "message.received",
            OrderingKey = conversation,
            SentAt = now,
            ReceivedAt = now,
            RememberFor = LongTime,
            Body = Encoding.UTF8.GetBytes($$"""{"id":"{{id}}","type":"message.received","data":{} }"""),
        };
    }

    public void Expect(bool condition, string seenOtherwise)
    {
        if (!condition)
        {
            throw Broken(seenOtherwise);
        }
    }

    public ComplianceException Broken(string seen) => new(_check.Name, seen, _check.Consequence);
}
