using EightBit.Webhooks.Receiver.Inbox;

namespace EightBit.Webhooks.Receiver.Tests.InMemory;

public sealed class InMemoryInboxClaimTests
{
    private static readonly TimeSpan OneTick = TimeSpan.FromTicks(1);

    [Fact]
    public async Task ClaimAsync_AcceptedEvents_GivesThemInTheirOrderAndWhole()
    {
        var test = new InboxUnderTest();
        var delivery = test.Delivery("evt_1");
        await test.Inbox.AcceptAsync(delivery, CancellationToken.None);
        await test.AcceptAsync("evt_2");
        await test.AcceptAsync("evt_3");

        var leases = await test.ClaimAsync();

        leases.Select(lease => lease.Delivery.EventId).Should().Equal("evt_1", "evt_2", "evt_3");
        leases[0].Delivery.Should().Be(delivery);
        leases[0].Progress.Should().Be(HandlerProgress.None);
        leases.Select(lease => lease.EntryId).Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
        leases.Select(lease => lease.Token).Should().OnlyHaveUniqueItems();
        leases.Should().OnlyContain(lease => lease.Attempt == 1);
    }

    [Fact]
    public async Task ClaimAsync_MoreThanMax_LeavesTheRest()
    {
        var test = new InboxUnderTest();
        for (var number = 1; number <= 5; number++)
        {
            await test.AcceptAsync($"evt_{number}");
        }

        (await test.ClaimIdsAsync(2)).Should().Equal("evt_1", "evt_2");
        (await test.ClaimIdsAsync(2)).Should().Equal("evt_3", "evt_4");
        (await test.ClaimIdsAsync(2)).Should().Equal("evt_5");
        (await test.ClaimIdsAsync(2)).Should().BeEmpty();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task ClaimAsync_LessThanOne_Throws(int max)
        => await FluentActions.Awaiting(() => new InboxUnderTest().ClaimAsync(max)).Should().ThrowAsync<ArgumentOutOfRangeException>();

    [Fact]
    public async Task ClaimAsync_EachTime_CountsAnAttemptBeforeAnythingRuns()
    {
        var test = new InboxUnderTest();
        await test.AcceptAsync("evt_1");
        for (var attempt = 1; attempt <= 5; attempt++)
        {
            (await test.ClaimOneAsync()).Attempt.Should().Be(attempt);
            test.Time.Advance(InboxUnderTest.Lease); // the process that had it is gone
        }
    }

    [Fact]
    public async Task ClaimAsync_ExpiredLease_IsClaimableAgainButNotATickEarlier()
    {
        var test = new InboxUnderTest();
        await test.AcceptAsync("evt_1");
        var stale = await test.ClaimOneAsync();

        test.Time.Advance(InboxUnderTest.Lease - OneTick);
        (await test.ClaimAsync()).Should().BeEmpty();
        test.Time.Advance(OneTick);

        var lease = await test.ClaimOneAsync();
        lease.EntryId.Should().Be(stale.EntryId);
        lease.Token.Should().NotBe(stale.Token);
        (await test.StatisticsAsync()).Claimed.Should().Be(1);
    }

    [Fact]
    public async Task SettleAsync_ExpiredLeaseThatNobodyElseClaimed_IsTaken()
    {
        var test = new InboxUnderTest();
        await test.AcceptAsync("evt_1");
        var lease = await test.ClaimOneAsync();
        test.Time.Advance(InboxUnderTest.Lease * 2);

        (await test.CompleteAsync(lease)).Should().BeTrue();
        (await test.ClaimAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task SettleAsync_StaleToken_IsFencedWhateverTheSettlement()
    {
        var test = new InboxUnderTest();
        await test.AcceptAsync("evt_1");
        var stale = await test.ClaimOneAsync();
        test.Time.Advance(InboxUnderTest.Lease);
        var current = await test.ClaimOneAsync();
        foreach (var settlement in EverySettlement())
        {
            (await test.SettleAsync(stale, settlement)).Should().BeFalse();
        }

        var statistics = await test.StatisticsAsync();
        (statistics.Pending, statistics.Claimed, statistics.AwaitingRetry, statistics.DeadLetters).Should().Be((1, 1, 0, 0), "nothing was changed");
        (await test.CompleteAsync(current)).Should().BeTrue();
    }

    [Fact]
    public async Task SettleAsync_Twice_IsTakenOnce()
    {
        var test = new InboxUnderTest();
        foreach (var (settlement, number) in EverySettlement().Select((settlement, number) => (settlement, number)))
        {
            await test.AcceptAsync($"evt_{number}");
            var lease = (await test.ClaimAsync()).Single(one => one.Delivery.EventId == $"evt_{number}");

            (await test.SettleAsync(lease, settlement)).Should().BeTrue();
            (await test.SettleAsync(lease, settlement)).Should().BeFalse();
            (await test.CompleteAsync(lease)).Should().BeFalse();
        }
    }

    [Fact]
    public async Task SettleAsync_LeaseThatWasNeverGiven_IsRefused()
    {
        var test = new InboxUnderTest();
        await test.AcceptAsync("evt_1");
        var lease = await test.ClaimOneAsync();

        foreach (var forged in new[]
        {
            new InboxLease(lease.EntryId, lease.Token + 1, 1, lease.Delivery, lease.Progress),
            new InboxLease(lease.EntryId + 1, lease.Token, 1, lease.Delivery, lease.Progress),
            new InboxLease(lease.EntryId, 0, 1, lease.Delivery, lease.Progress),
        })
        {
            (await test.CompleteAsync(forged)).Should().BeFalse();
        }
    }

    [Fact]
    public async Task SettleAsync_CopyOfTheLease_IsAsGoodAsTheOriginal()
    {
        var test = new InboxUnderTest();
        await test.AcceptAsync("evt_1");
        var lease = await test.ClaimOneAsync();

        (await test.CompleteAsync(new InboxLease(lease.EntryId, lease.Token, 1, lease.Delivery, lease.Progress))).Should().BeTrue();
    }

    [Fact]
    public async Task RenewAsync_HeldLease_HoldsFromNowOn()
    {
        var test = new InboxUnderTest();
        await test.AcceptAsync("evt_1");
        var lease = await test.ClaimOneAsync();
        for (var beat = 0; beat < 10; beat++)
        {
            test.Time.Advance(InboxUnderTest.Lease - OneTick);
            (await test.Inbox.RenewAsync([lease], InboxUnderTest.Lease, CancellationToken.None)).Should().BeEmpty();
            (await test.ClaimAsync()).Should().BeEmpty();
        }

        test.Time.Advance(InboxUnderTest.Lease);
        (await test.ClaimAsync()).Should().ContainSingle();
    }

    [Fact]
    public async Task RenewAsync_SettledOrReclaimedLeases_AreReportedAsLostAndNothingElse()
    {
        var test = new InboxUnderTest();
        foreach (var id in new[] { "held", "settled", "retried", "reclaimed" })
        {
            await test.AcceptAsync(id);
        }

        var leases = (await test.ClaimAsync()).ToDictionary(lease => lease.Delivery.EventId);
        await test.CompleteAsync(leases["settled"]);
        await test.RetryAsync(leases["retried"], TimeSpan.FromDays(1));
        test.Time.Advance(InboxUnderTest.Lease - OneTick);
        await test.Inbox.RenewAsync([leases["held"]], InboxUnderTest.Lease, CancellationToken.None);
        test.Time.Advance(OneTick);
        (await test.ClaimIdsAsync()).Should().Equal("reclaimed");

        var lost = await test.Inbox.RenewAsync([.. leases.Values], InboxUnderTest.Lease, CancellationToken.None);

        lost.Select(lease => lease.Delivery.EventId).Should().BeEquivalentTo("settled", "retried", "reclaimed");
    }

    [Fact]
    public async Task SettleAsync_Retry_IsNotClaimableBeforeItIsDue()
    {
        var test = new InboxUnderTest();
        await test.AcceptAsync("evt_1");
        await test.RetryAsync(await test.ClaimOneAsync(), TimeSpan.FromSeconds(10));

        test.Time.Advance(TimeSpan.FromSeconds(10) - OneTick);
        (await test.ClaimAsync()).Should().BeEmpty();
        test.Time.Advance(OneTick);

        var lease = await test.ClaimOneAsync();
        lease.Attempt.Should().Be(2);
        lease.Progress.Should().Be(InboxUnderTest.Progress);
    }

    [Fact]
    public async Task SettleAsync_RetryWithoutDelay_IsClaimableAtOnce()
    {
        var test = new InboxUnderTest();
        await test.AcceptAsync("evt_1");

        await test.RetryAsync(await test.ClaimOneAsync(), TimeSpan.Zero);

        (await test.ClaimOneAsync()).Attempt.Should().Be(2);
    }

    [Fact]
    public async Task SettleAsync_SeveralRetries_BecomeDueInTheOrderOfTheirTimes()
    {
        var test = new InboxUnderTest();
        foreach (var id in new[] { "evt_30", "evt_10", "evt_20" })
        {
            await test.AcceptAsync(id);
        }

        foreach (var lease in await test.ClaimAsync())
        {
            await test.RetryAsync(lease, TimeSpan.FromSeconds(int.Parse(lease.Delivery.EventId[4..], System.Globalization.CultureInfo.InvariantCulture)));
        }

        test.Time.Advance(TimeSpan.FromMinutes(1));
        (await test.ClaimIdsAsync()).Should().Equal("evt_10", "evt_20", "evt_30");
    }

    [Fact]
    public async Task SettleAsync_Abandoned_DoesNotCountAndIsClaimableAtOnce()
    {
        var test = new InboxUnderTest();
        await test.AcceptAsync("evt_1");
        await test.RetryAsync(await test.ClaimOneAsync(), TimeSpan.Zero);
        for (var count = 0; count < 5; count++)
        {
            var lease = await test.ClaimOneAsync();
            lease.Attempt.Should().Be(2);
            (await test.SettleAsync(lease, new Settlement.Abandoned(InboxUnderTest.Progress))).Should().BeTrue();
        }

        (await test.ClaimOneAsync()).Progress.Should().Be(InboxUnderTest.Progress);
    }

    [Fact]
    public async Task ClaimAsync_SeveralExpiredLeases_GivesAllAndThoseThatEndedFirstInFront()
    {
        var test = new InboxUnderTest();
        foreach (var id in new[] { "evt_1", "evt_2", "evt_3" })
        {
            await test.AcceptAsync(id);
        }

        var leases = await test.ClaimAsync();
        test.Time.Advance(TimeSpan.FromSeconds(1));
        await test.Inbox.RenewAsync([leases[0]], InboxUnderTest.Lease, CancellationToken.None);
        test.Time.Advance(InboxUnderTest.Lease);

        (await test.ClaimIdsAsync()).Should().Equal("evt_2", "evt_3", "evt_1");
    }

    [Fact]
    public async Task ClaimAsync_ExpiredLeasesThatWereLeft_AreDueNow()
    {
        var test = new InboxUnderTest();
        await test.AcceptAsync("evt_1");
        await test.AcceptAsync("evt_2");
        await test.ClaimAsync();
        test.Time.Advance(InboxUnderTest.Lease * 2);

        (await test.Inbox.ClaimAsync(1, InboxUnderTest.Lease, CancellationToken.None)).NextDue.Should().Be(TimeSpan.Zero);
    }

    [Fact]
    public async Task ClaimAsync_NothingWaits_HasNoNextDue()
    {
        var test = new InboxUnderTest();
        (await NextDueAsync(test)).Should().BeNull();

        await test.AcceptAsync("evt_1");
        await test.CompleteAsync(await test.ClaimOneAsync());
        (await NextDueAsync(test)).Should().BeNull();
    }

    [Fact]
    public async Task ClaimAsync_RetriesAndLeases_NextDueIsTheEarliestOfAll()
    {
        var test = new InboxUnderTest();
        foreach (var id in new[] { "a", "b", "c" })
        {
            await test.AcceptAsync(id);
        }

        var leases = await test.ClaimAsync();
        (await NextDueAsync(test)).Should().Be(InboxUnderTest.Lease, "the leases of the three end then");

        await test.RetryAsync(leases[0], TimeSpan.FromSeconds(50));
        await test.RetryAsync(leases[1], TimeSpan.FromSeconds(40));
        test.Time.Advance(TimeSpan.FromSeconds(30));
        (await NextDueAsync(test)).Should().Be(TimeSpan.FromSeconds(10));

        await test.Inbox.RenewAsync([leases[2]], TimeSpan.FromSeconds(5), CancellationToken.None);
        (await NextDueAsync(test)).Should().Be(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task ClaimAsync_WaitingForNextDue_GetsSomething()
    {
        var test = new InboxUnderTest();
        await test.AcceptAsync("evt_1");
        await test.RetryAsync(await test.ClaimOneAsync(), TimeSpan.FromMilliseconds(1234.5));

        test.Time.Advance((await NextDueAsync(test))!.Value);

        (await test.ClaimAsync()).Should().ContainSingle();
    }

    [Fact]
    public async Task WaitAsync_EventAcceptedMeanwhile_Wakes()
    {
        var test = new InboxUnderTest();
        var waiting = test.Inbox.WaitAsync(TimeSpan.FromHours(1), CancellationToken.None).AsTask();
        waiting.IsCompleted.Should().BeFalse();

        await test.AcceptAsync("evt_1");

        await waiting;
    }

    [Fact]
    public async Task WaitAsync_SomethingIsClaimableAlready_ReturnsAtOnce()
    {
        var test = new InboxUnderTest();
        await test.AcceptAsync("evt_1");

        await test.Inbox.WaitAsync(TimeSpan.FromHours(1), CancellationToken.None);
    }

    [Fact]
    public async Task WaitAsync_PredecessorSettledReplayedOrAbandoned_Wakes()
    {
        var test = new InboxUnderTest();
        await test.AcceptAsync("evt_1", "c");
        await test.AcceptAsync("evt_2", "c");
        var lease = await test.ClaimOneAsync();
        var waiting = test.Inbox.WaitAsync(TimeSpan.FromHours(1), CancellationToken.None).AsTask();
        waiting.IsCompleted.Should().BeFalse("the second one waits for the first");

        await test.BuryAsync(lease);
        await waiting;

        lease = await test.ClaimOneAsync();
        waiting = test.Inbox.WaitAsync(TimeSpan.FromHours(1), CancellationToken.None).AsTask();
        await test.SettleAsync(lease, new Settlement.Abandoned(HandlerProgress.None));
        await waiting;

        await test.CompleteAsync(await test.ClaimOneAsync());
        waiting = test.Inbox.WaitAsync(TimeSpan.FromHours(1), CancellationToken.None).AsTask();
        await test.Inbox.ReplayAsync((await test.DeadLettersAsync()).Single().EntryId);
        await waiting;
    }

    [Fact]
    public async Task WaitAsync_NothingHappens_ReturnsWhenTheTimeIsOver()
    {
        var test = new InboxUnderTest();
        var waiting = test.Inbox.WaitAsync(TimeSpan.FromSeconds(5), CancellationToken.None).AsTask();

        test.Time.Advance(TimeSpan.FromSeconds(5) - OneTick);
        waiting.IsCompleted.Should().BeFalse();
        test.Time.Advance(TimeSpan.FromMilliseconds(1));

        await waiting;
    }

    [Fact]
    public async Task WaitAsync_Cancelled_Throws()
    {
        var test = new InboxUnderTest();
        using var stop = new CancellationTokenSource();
        var waiting = test.Inbox.WaitAsync(TimeSpan.FromHours(1), stop.Token).AsTask();

        await stop.CancelAsync();

        await FluentActions.Awaiting(() => waiting).Should().ThrowAsync<OperationCanceledException>();
    }

    private static async Task<TimeSpan?> NextDueAsync(InboxUnderTest test)
        => (await test.Inbox.ClaimAsync(1000, InboxUnderTest.Lease, CancellationToken.None)).NextDue;

    private static IEnumerable<Settlement> EverySettlement() =>
    [
        Settlement.Completed.Instance,
        new Settlement.Retry(TimeSpan.FromDays(1), InboxUnderTest.Progress, "failed"),
        new Settlement.Abandoned(InboxUnderTest.Progress),
        new Settlement.Dead(DeadLetterReason.Rejected, InboxUnderTest.Progress, "failed for good"),
    ];
}
