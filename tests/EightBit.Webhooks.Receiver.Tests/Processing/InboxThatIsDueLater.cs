using EightBit.Webhooks.Receiver.Inbox;

namespace EightBit.Webhooks.Receiver.Tests.Processing;

/// <summary>Says once that something is due in two seconds, and never wakes anybody.</summary>
internal sealed class InboxThatIsDueLater : IWebhookInbox, IWebhookInboxAdmin
{
    public static readonly TimeSpan Due = TimeSpan.FromSeconds(2);

    private readonly TaskCompletionSource _askedAgain = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _asked;

    public Action OnClaim { get; init; } = () => { };

    public Action OnWait { get; init; } = () => { };

    public Task AskedAgain => _askedAgain.Task;

    public bool IsDurable => true;

    public ValueTask<ClaimBatch> ClaimAsync(int max, TimeSpan lease, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _asked) > 1)
        {
            _askedAgain.TrySetResult();
            return ValueTask.FromResult(new ClaimBatch([], null));
        }

        OnClaim();
        return ValueTask.FromResult(new ClaimBatch([], Due));
    }

    public async ValueTask WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        OnWait();
        await Task.Delay(Timeout.Infinite, cancellationToken);
    }

    public ValueTask<AcceptOutcome> AcceptAsync(InboxDelivery delivery, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<InboxLease>> RenewAsync(IReadOnlyList<InboxLease> leases, TimeSpan lease, CancellationToken cancellationToken)
        => throw new NotSupportedException();

    public ValueTask<bool> SettleAsync(InboxLease lease, Settlement settlement, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<InboxStatistics> GetStatisticsAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<DeadLetterPage> ListDeadLettersAsync(DeadLetterQuery query, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<ReplayOutcome> ReplayAsync(long entryId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<bool> PurgeAsync(long entryId, CancellationToken cancellationToken) => throw new NotSupportedException();
}
