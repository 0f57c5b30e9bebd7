using EightBit.Webhooks.Receiver.Inbox;

namespace EightBit.Webhooks.Receiver.Dashboard.Tests.Hosting;

/// <summary>An inbox of somebody's own, which implements what it must; and hangs or fails as the test says.</summary>
internal sealed class DeafInbox : IWebhookInbox, IWebhookInboxAdmin
{
    private int _looks;

    public bool IsDurable => true;

    /// <summary>What each question waits for before it is answered.</summary>
    public Func<CancellationToken, Task> Before { get; set; } = _ => Task.CompletedTask;

    public int Looks => _looks;

    public List<DeadLetter> Letters { get; } = [];

    public static DeadLetter Letter(long entryId, string eventId) => new()
    {
        EntryId = entryId,
        Delivery = new InboxDelivery
        {
            Receiver = "",
            EventId = eventId,
            EventType = "message.received",
            RememberFor = TimeSpan.FromDays(3),
            Body = """{"email":"ada@example.com"}"""u8.ToArray(),
        },
        Reason = DeadLetterReason.Rejected,
        Error = "boom",
        DiedAt = DateTimeOffset.UnixEpoch,
        Attempts = 1,
        Progress = HandlerProgress.None,
        History = [],
    };

    public ValueTask<AcceptOutcome> AcceptAsync(InboxDelivery delivery, CancellationToken ct) => ValueTask.FromResult(AcceptOutcome.Accepted);

    public ValueTask<ClaimBatch> ClaimAsync(int max, TimeSpan lease, CancellationToken ct) => ValueTask.FromResult(new ClaimBatch([], null));

    public ValueTask<IReadOnlyList<InboxLease>> RenewAsync(IReadOnlyList<InboxLease> leases, TimeSpan lease, CancellationToken ct)
        => ValueTask.FromResult<IReadOnlyList<InboxLease>>([]);

    public ValueTask<bool> SettleAsync(InboxLease lease, Settlement settlement, CancellationToken ct) => ValueTask.FromResult(true);

    public ValueTask WaitAsync(TimeSpan atMost, CancellationToken ct) => new(Task.Delay(Timeout.Infinite, ct));

    public async ValueTask<InboxStatistics> GetStatisticsAsync(CancellationToken ct = default)
    {
        Interlocked.Increment(ref _looks);
        await Before(ct);
        return new InboxStatistics { Pending = 0, Claimed = 0, AwaitingRetry = 0, PendingBytes = 0, DeadLetters = 0 };
    }

    public async ValueTask<DeadLetterPage> ListDeadLettersAsync(DeadLetterQuery query, CancellationToken ct = default)
    {
        await Before(ct);
        var found = Letters.Where(letter => letter.EntryId > query.After).Take(query.Take + 1).ToList();
        return found.Count > query.Take ? new DeadLetterPage(found[..^1], found[^2].EntryId) : new DeadLetterPage(found, null);
    }

    public async ValueTask<ReplayOutcome> ReplayAsync(long entryId, CancellationToken ct = default)
    {
        await Before(ct);
        return ReplayOutcome.NotFound;
    }

    public async ValueTask<bool> PurgeAsync(long entryId, CancellationToken ct = default)
    {
        await Before(ct);
        return false;
    }
}
