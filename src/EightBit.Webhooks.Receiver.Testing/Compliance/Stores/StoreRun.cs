using EightBit.Webhooks.Receiver.Deduplication;

namespace EightBit.Webhooks.Receiver.Testing.Compliance.Stores;

/// <summary>One run of one check: the store, and the words that the checks are written in.</summary>
internal sealed class StoreRun
{
    private readonly DeduplicationStoreCheck _check;
    private readonly DeduplicationStoreSubject _subject;

    public StoreRun(DeduplicationStoreCheck check, DeduplicationStoreSubject subject)
    {
        _check = check;
        _subject = subject;
    }

    public static DeduplicationKey Key { get; } = new("", null, "event-1");

    public IDeduplicationStore Store => _subject.Store;

    /// <summary>Does not end while a check runs.</summary>
    public TimeSpan LongTime => Units(10_000);

    /// <summary>Ends when a check wants it to.</summary>
    public TimeSpan ShortTime => Units(4);

    public TimeSpan Units(int count) => _subject.TimeUnit * count;

    public Task AdvancePastAsync(TimeSpan time) => _subject.AdvanceAsync(time + Units(1));

    public Task AdvanceAsync(TimeSpan time) => _subject.AdvanceAsync(time);

    public Task<IDeduplicationStore> OpenSecondNodeAsync() => _subject.OpenSecondNodeAsync();

    public long Timestamp() => _subject.Time.GetTimestamp();

    public TimeSpan Since(long timestamp) => _subject.Time.GetElapsedTime(timestamp);

    public async Task<DeduplicationStatus> TryClaimAsync(DeduplicationKey key)
        => (await Store.ClaimAsync(key, LongTime, CancellationToken.None)).Status;

    /// <returns>The token.</returns>
    public async Task<long> ClaimAsync(DeduplicationKey key, TimeSpan lease)
    {
        var claim = await Store.ClaimAsync(key, lease, CancellationToken.None);
        ExpectStatus(claim.Status, DeduplicationStatus.Claimed, $"the claim of {key}");
        return claim.Token;
    }

    public async Task CompleteAsync(DeduplicationKey key, long token, TimeSpan retention)
        => Expect(
            await Store.CompleteAsync(key, token, retention, CancellationToken.None),
            $"completing {key} with the token of its latest claim returned false");

    public async Task ReleaseAsync(DeduplicationKey key, long token)
        => await Store.ReleaseAsync(key, token, CancellationToken.None);

    public void ExpectStatus(DeduplicationStatus actual, DeduplicationStatus expected, string what)
        => Expect(actual == expected, $"{what} got {actual} instead of {expected}");

    public void Expect(bool condition, string seenOtherwise)
    {
        if (!condition)
        {
            throw new ComplianceException(_check.Name, seenOtherwise, _check.Consequence);
        }
    }
}
