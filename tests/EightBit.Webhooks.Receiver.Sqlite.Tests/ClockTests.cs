using EightBit.Webhooks.Receiver.Deduplication;
using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Sqlite.Deduplication;
using EightBit.Webhooks.Receiver.Tests;
using Microsoft.Data.Sqlite;

namespace EightBit.Webhooks.Receiver.Sqlite.Tests;

/// <summary>The machine's clock is set while the inbox is open. What every inbox promises then is in the compliance suite.</summary>
public sealed class ClockTests : IDisposable
{
    private static readonly TimeSpan Decade = TimeSpan.FromDays(3650);

    private readonly SteppedTime _time = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));
    private readonly TemporaryInbox _files;

    public ClockTests() => _files = new TemporaryInbox(_time);

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task ForgetExpiredAsync_ClockIsAheadForAMoment_DeletesNeitherIdsNorDeadLetters()
    {
        await using var inbox = _files.Open();
        await BuryAsync(inbox, "evt-1");

        _time.Set(Decade);
        await inbox.ForgetExpiredAsync(default);
        _time.Advance(TimeSpan.FromMinutes(59));
        await inbox.ForgetExpiredAsync(default);
        _time.Set(-Decade);

        (await inbox.GetStatisticsAsync()).DeadLetters.Should().Be(1);
        (await inbox.AcceptAsync(_files.Delivery("evt-1"), default)).Should().Be(AcceptOutcome.Duplicate);
    }

    [Fact]
    public async Task ForgetExpiredAsync_ClockWasSetRight_BelievesItAfterTwoHours()
    {
        await using var inbox = _files.Open();
        await BuryAsync(inbox, "evt-1");

        _time.Set(Decade);
        for (var look = 0; look <= 120; look++)
        {
            await inbox.ForgetExpiredAsync(default);
            _time.Advance(TimeSpan.FromMinutes(1));
        }

        await inbox.ForgetExpiredAsync(default);
        (await inbox.GetStatisticsAsync()).DeadLetters.Should().Be(0, "otherwise a clock that was wrong at the start would keep everything for ever");
        _files.Sql("SELECT count(*) FROM seen").Should().Be(0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task ClaimAsync_ByTheNextProcess_RetriesInTimeWhatWaitedWhenTheClockWasSet(int direction)
    {
        await using (var inbox = _files.Open())
        {
            await inbox.AcceptAsync(_files.Delivery("evt-1"), default);
            await RetryAsync(inbox, TimeSpan.FromSeconds(2));
            _time.Set(direction * Decade);
            (await ClaimAsync(inbox)).Leases.Should().BeEmpty();
        }

        await using var next = _files.Open();
        (await ClaimAsync(next)).NextDue.Should().Be(TimeSpan.FromSeconds(2));
        _time.Advance(TimeSpan.FromSeconds(2));
        (await ClaimAsync(next)).Leases.Should().ContainSingle();
    }

    [Fact]
    public async Task ClaimAsync_TransactionThatNoticesTheClockIsRolledBack_MovesWhatWaitsOnce()
    {
        await using var inbox = _files.Open();
        await inbox.AcceptAsync(_files.Delivery("evt-1"), default);
        await RetryAsync(inbox, TimeSpan.FromSeconds(2));

        _time.Set(-Decade);
        await inbox.Awaiting(self => self.WriteAsync<int>(_ => throw new SqliteException("on purpose", 1), default).AsTask())
            .Should().ThrowAsync<SqliteInboxException>();

        (await ClaimAsync(inbox)).NextDue.Should().Be(TimeSpan.FromSeconds(2));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task ClaimAsync_OfAnInlineEndpoint_LastsAsLongAsItsLease(int direction)
    {
        await using var inbox = _files.Open();
        var store = new SqliteDeduplicationStore(inbox);
        var key = new DeduplicationKey("", null, "evt-1");
        await store.ClaimAsync(key, TimeSpan.FromMinutes(5), default);

        _time.Set(direction * Decade);

        (await store.ClaimAsync(key, TimeSpan.FromMinutes(5), default)).Status.Should().Be(DeduplicationStatus.InProgress);
        await inbox.ForgetExpiredAsync(default);
        _time.Advance(TimeSpan.FromMinutes(4));
        (await store.ClaimAsync(key, TimeSpan.FromMinutes(5), default)).Status.Should().Be(DeduplicationStatus.InProgress);
        _time.Advance(TimeSpan.FromMinutes(1));
        (await store.ClaimAsync(key, TimeSpan.FromMinutes(5), default)).Status.Should().Be(DeduplicationStatus.Claimed);
    }

    [Fact]
    public async Task SetByLessThanASecond_WhatWaits_IsLeftAsItIs()
    {
        await using var inbox = _files.Open();
        await inbox.AcceptAsync(_files.Delivery("evt-1"), default);
        await RetryAsync(inbox, TimeSpan.FromSeconds(2));
        var due = _files.Sql("SELECT due FROM inbox");

        _time.Set(TimeSpan.FromSeconds(0.9));
        await ClaimAsync(inbox);

        _files.Sql("SELECT due FROM inbox").Should().Be(due, "a clock that is slewed is not set");
    }

    private static ValueTask<ClaimBatch> ClaimAsync(SqliteInbox inbox) => inbox.ClaimAsync(10, TimeSpan.FromMinutes(1), default);

    private static async Task RetryAsync(SqliteInbox inbox, TimeSpan delay)
        => await inbox.SettleAsync((await ClaimAsync(inbox)).Leases.Single(), new Settlement.Retry(delay, HandlerProgress.None, "later"), default);

    private async Task BuryAsync(SqliteInbox inbox, string id)
    {
        await inbox.AcceptAsync(_files.Delivery(id), default);
        var lease = (await ClaimAsync(inbox)).Leases.Single();
        await inbox.SettleAsync(lease, new Settlement.Dead(DeadLetterReason.Rejected, HandlerProgress.None, "no"), default);
    }
}
