using System.Globalization;
using EightBit.Webhooks.Receiver.Inbox;
using Microsoft.Extensions.Logging;

namespace EightBit.Webhooks.Receiver.Tests.InMemory;

public sealed class InMemoryInboxAdminTests
{
    private const int DeadLetterDropped = 312;

    [Fact]
    public async Task GetStatisticsAsync_EventsInEveryState_CountsThem()
    {
        var test = new InboxUnderTest(options => options.MaxPendingEvents = 77);
        await test.AcceptDeadAsync("dead");
        await test.AcceptAsync("oldest", bytes: 100);
        test.Time.Advance(TimeSpan.FromSeconds(30));
        await test.AcceptAsync("retried", bytes: 10);
        await test.AcceptAsync("claimed", bytes: 5);
        await test.AcceptAsync("waiting", bytes: 1);
        var leases = await test.ClaimAsync(3);
        await test.SettleAsync(leases[0], new Settlement.Abandoned(HandlerProgress.None));
        await test.RetryAsync(leases[1], TimeSpan.FromHours(1));
        test.Time.Advance(TimeSpan.FromSeconds(10));

        (await test.StatisticsAsync()).Should().Be(new InboxStatistics
        {
            Pending = 4,
            Claimed = 1,
            AwaitingRetry = 1,
            PendingBytes = 116,
            Capacity = 77,
            DeadLetters = 1,
            OldestAge = TimeSpan.FromSeconds(40),
        });
    }

    [Fact]
    public async Task ListDeadLettersAsync_DeadEvent_IsKeptWhole()
    {
        var test = new InboxUnderTest();
        var delivery = test.Delivery("evt_1", "c", "acme", "x");
        await test.Inbox.AcceptAsync(delivery, CancellationToken.None);
        var start = test.Time.GetUtcNow();
        await test.RetryAsync(await test.ClaimOneAsync(), TimeSpan.FromSeconds(1), "first error");
        test.Time.Advance(TimeSpan.FromSeconds(1));
        var lease = await test.ClaimOneAsync();
        await test.SettleAsync(lease, new Settlement.Dead(DeadLetterReason.UnreadablePayload, InboxUnderTest.Progress, "second error"));

        (await test.DeadLettersAsync()).Should().ContainSingle().Which.Should().BeEquivalentTo(new DeadLetter
        {
            EntryId = lease.EntryId,
            Delivery = delivery,
            Reason = DeadLetterReason.UnreadablePayload,
            Error = "second error",
            DiedAt = start.AddSeconds(1),
            Attempts = 2,
            Progress = InboxUnderTest.Progress,
            History = [new FailedAttempt(1, start, "first error"), new FailedAttempt(2, start.AddSeconds(1), "second error")],
        });
    }

    [Fact]
    public async Task ListDeadLettersAsync_ManyFailures_KeepsTheLast20()
    {
        var test = new InboxUnderTest();
        await test.AcceptAsync("evt_1");
        for (var attempt = 1; attempt < 50; attempt++)
        {
            await test.RetryAsync(await test.ClaimOneAsync(), TimeSpan.Zero, $"error {attempt}");
        }

        await test.BuryAsync(await test.ClaimOneAsync(), "error 50");

        var letter = (await test.DeadLettersAsync()).Single();
        letter.Attempts.Should().Be(50);
        letter.History.Select(failure => failure.Attempt).Should().Equal(Enumerable.Range(31, 20));
        letter.History.Should().OnlyContain(failure => failure.Error == $"error {failure.Attempt}");
    }

    [Fact]
    public async Task ListDeadLettersAsync_PagesWhileLettersComeAndGo_ShowEveryLetterThatStaysOnce()
    {
        var test = new InboxUnderTest();
        var ids = new List<long>();
        for (var number = 0; number < 10; number++)
        {
            ids.Add(await test.AcceptDeadAsync($"evt_{number}"));
        }

        var first = await test.Inbox.ListDeadLettersAsync(new DeadLetterQuery { Take = 4 });
        await test.Inbox.PurgeAsync(ids[1]); // on the page just seen
        await test.Inbox.PurgeAsync(first.Next!.Value); // what the cursor points at
        await test.Inbox.ReplayAsync(ids[5]); // on the next page
        var second = await test.Inbox.ListDeadLettersAsync(new DeadLetterQuery { Take = 4, After = first.Next!.Value });
        await test.CompleteAsync(await test.ClaimOneAsync());
        var added = await test.AcceptDeadAsync("evt_new");
        var third = await test.Inbox.ListDeadLettersAsync(new DeadLetterQuery { Take = 4, After = second.Next!.Value });

        Ids(first).Should().Equal(ids[..4]);
        Ids(second).Should().Equal(ids[4], ids[6], ids[7], ids[8]);
        Ids(third).Should().Equal(ids[9], added);
        third.Next.Should().BeNull();
    }

    [Fact]
    public async Task ListDeadLettersAsync_PageThatHoldsExactlyTheRest_IsTheLast()
    {
        var test = new InboxUnderTest();
        await test.AcceptDeadAsync("evt_1");
        await test.AcceptDeadAsync("evt_2");

        (await test.Inbox.ListDeadLettersAsync(new DeadLetterQuery { Take = 2 })).Next.Should().BeNull();
        (await test.Inbox.ListDeadLettersAsync(new DeadLetterQuery { Take = 1 })).Next.Should().NotBeNull();
    }

    [Fact]
    public async Task ListDeadLettersAsync_OfAReceiver_ShowsAndPagesOnlyItsOwn()
    {
        var test = new InboxUnderTest();
        for (var number = 0; number < 6; number++)
        {
            await test.AcceptDeadAsync($"evt_{number}", receiver: number % 2 == 0 ? "even" : "");
        }

        var first = await test.Inbox.ListDeadLettersAsync(new DeadLetterQuery { Receiver = "even", Take = 2 });
        var second = await test.Inbox.ListDeadLettersAsync(new DeadLetterQuery { Receiver = "even", Take = 2, After = first.Next!.Value });
        var unnamed = await test.Inbox.ListDeadLettersAsync(new DeadLetterQuery { Receiver = "" });

        first.Items.Select(letter => letter.Delivery.EventId).Should().Equal("evt_0", "evt_2");
        second.Items.Select(letter => letter.Delivery.EventId).Should().Equal("evt_4");
        second.Next.Should().BeNull();
        unnamed.Items.Should().HaveCount(3).And.OnlyContain(letter => letter.Delivery.Receiver.Length == 0);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1001)]
    public async Task ListDeadLettersAsync_TakeOutOfRange_Throws(int take)
    {
        var inbox = new InboxUnderTest().Inbox;

        await FluentActions.Awaiting(() => inbox.ListDeadLettersAsync(new DeadLetterQuery { Take = take }).AsTask())
            .Should().ThrowAsync<ArgumentOutOfRangeException>();
    }

    [Fact]
    public async Task ReplayAsync_DeadLetter_RunsOnceWithAllAttemptsAheadAndWithoutTheHandlersThatSucceeded()
    {
        var test = new InboxUnderTest();
        var dead = await test.AcceptDeadAsync("evt_1");

        (await test.Inbox.ReplayAsync(dead)).Should().Be(ReplayOutcome.Replayed);
        (await test.Inbox.ReplayAsync(dead)).Should().Be(ReplayOutcome.NotFound);

        var lease = await test.ClaimOneAsync();
        lease.Attempt.Should().Be(1);
        lease.EntryId.Should().BeGreaterThan(dead);
        lease.Progress.Completed.Should().Equal(InboxUnderTest.Progress.Completed);
        lease.Progress.Rejected.Should().BeEmpty("a replay runs those again");
        lease.Delivery.Body.ToArray().Should().Equal(test.Delivery("evt_1").Body.ToArray());
        (await test.ClaimAsync()).Should().BeEmpty();
        (await test.DeadLettersAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task ReplayAsync_64AtOnce_OneReplays()
    {
        var test = new InboxUnderTest();
        var dead = await test.AcceptDeadAsync("evt_1");

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(() => test.Inbox.ReplayAsync(dead).AsTask())));

        outcomes.Count(outcome => outcome == ReplayOutcome.Replayed).Should().Be(1);
        outcomes.Count(outcome => outcome == ReplayOutcome.NotFound).Should().Be(63);
        (await test.ClaimAsync()).Should().ContainSingle();
    }

    [Theory]
    [InlineData(1, 1000)]
    [InlineData(1000, 60)]
    public async Task ReplayAsync_NoRoom_IsFullAndTheLetterStays(int maxEvents, int maxBytes)
    {
        var test = new InboxUnderTest(options => (options.MaxPendingEvents, options.MaxPendingBytes) = (maxEvents, maxBytes));
        var dead = await test.AcceptDeadAsync("evt_1", bytes: 50);
        await test.AcceptAsync("evt_2", bytes: 50);

        (await test.Inbox.ReplayAsync(dead)).Should().Be(ReplayOutcome.Full);

        (await test.DeadLettersAsync()).Should().ContainSingle();
        await test.CompleteAsync(await test.ClaimOneAsync());
        (await test.Inbox.ReplayAsync(dead)).Should().Be(ReplayOutcome.Replayed);
        (await test.AcceptAsync("evt_3", bytes: 50)).Should().Be(AcceptOutcome.Full, "the replayed event takes room");
    }

    [Fact]
    public async Task ReplayAsync_AfterClose_TakesNothingAndTheLetterStays()
    {
        var test = new InboxUnderTest();
        var dead = await test.AcceptDeadAsync("evt_1");
        test.Inbox.Close();

        (await test.Inbox.ReplayAsync(dead)).Should().Be(ReplayOutcome.Full);

        (await test.DeadLettersAsync()).Should().ContainSingle();
    }

    [Fact]
    public async Task ReplayAsync_EventThatIsNotDead_IsNotFound()
    {
        var test = new InboxUnderTest();
        await test.AcceptAsync("evt_1");
        var lease = await test.ClaimOneAsync();

        (await test.Inbox.ReplayAsync(lease.EntryId)).Should().Be(ReplayOutcome.NotFound);
        (await test.Inbox.PurgeAsync(lease.EntryId)).Should().BeFalse();
        (await test.CompleteAsync(lease)).Should().BeTrue();
    }

    [Fact]
    public async Task ListRetriesAsync_SeveralDueAtOneTime_AreListedInTheOrderOfAcceptance()
    {
        var test = new InboxUnderTest();
        foreach (var id in new[] { "evt_1", "evt_2", "evt_3" })
        {
            await test.AcceptAsync(id);
        }

        foreach (var lease in (await test.ClaimAsync()).Reverse())
        {
            await test.RetryAsync(lease, TimeSpan.FromMinutes(1));
        }

        (await test.Inbox.ListRetriesAsync(new RetryQuery())).Select(waiting => waiting.Delivery.EventId).Should().Equal("evt_1", "evt_2", "evt_3");
    }

    [Fact]
    public async Task FindAsync_SeveralOfOneId_FindsTheLast()
    {
        var test = new InboxUnderTest();
        await test.AcceptAsync("evt_1");
        test.Time.Advance(TimeSpan.FromDays(3));
        await test.AcceptAsync("evt_1");
        var last = (await test.ClaimAsync())[^1].EntryId;

        (await test.Inbox.FindAsync("", null, "evt_1"))!.EntryId.Should().Be(last);
    }

    [Fact]
    public async Task List_Null_IsRefused()
    {
        var test = new InboxUnderTest();

        await FluentActions.Awaiting(() => test.Inbox.ListDeadLettersAsync(null!).AsTask()).Should().ThrowAsync<ArgumentNullException>();
        await FluentActions.Awaiting(() => test.Inbox.ListRetriesAsync(null!).AsTask()).Should().ThrowAsync<ArgumentNullException>();
    }

    [Fact]
    public async Task PurgeAsync_DeadLetter_IsDeletedOnce()
    {
        var test = new InboxUnderTest();
        var dead = await test.AcceptDeadAsync("evt_1");

        (await test.Inbox.PurgeAsync(dead)).Should().BeTrue();
        (await test.Inbox.PurgeAsync(dead)).Should().BeFalse();
        (await test.Inbox.ReplayAsync(dead)).Should().Be(ReplayOutcome.NotFound);
        (await test.StatisticsAsync()).DeadLetters.Should().Be(0);
    }

    [Fact]
    public async Task SettleAsync_MoreDeadLettersThanAllowed_DropsTheOldestAndNamesIt()
    {
        var test = new InboxUnderTest(options => options.MaxDeadLetters = 3);
        for (var number = 1; number <= 5; number++)
        {
            await test.AcceptDeadAsync($"evt_{number}");
        }

        (await test.DeadLettersAsync()).Select(letter => letter.Delivery.EventId).Should().Equal("evt_3", "evt_4", "evt_5");
        test.Log.Of(DeadLetterDropped).Should().HaveCount(2).And.OnlyContain(entry => entry.Level == LogLevel.Error);
        test.Log.Of(DeadLetterDropped)[0].Message.Should().Contain("evt_1").And.Contain("MaxDeadLetters");
    }

    [Fact]
    public async Task SettleAsync_MoreBytesOfDeadLettersThanAllowed_DropsTheOldestUntilTheyFit()
    {
        var test = new InboxUnderTest(options => options.MaxDeadLetterBytes = 100);
        await test.AcceptDeadAsync("evt_1", bytes: 40, error: "");
        await test.AcceptDeadAsync("evt_2", bytes: 40, error: "");
        await test.AcceptDeadAsync("evt_3", bytes: 20, error: "");
        test.Log.Entries.Should().BeEmpty("that fits exactly");

        await test.AcceptDeadAsync("evt_4", bytes: 61, error: "");

        (await test.DeadLettersAsync()).Select(letter => letter.Delivery.EventId).Should().Equal("evt_3", "evt_4");
        test.Log.Of(DeadLetterDropped).Should().HaveCount(2);
    }

    [Fact]
    public async Task SettleAsync_ErrorsOfDeadLetters_CountAsTheirBytes()
    {
        var test = new InboxUnderTest(options => options.MaxDeadLetterBytes = 20_000);
        await test.AcceptAsync("evt_1", bytes: 4_000);
        await test.RetryAsync(await test.ClaimOneAsync(), TimeSpan.Zero, new string('a', 1_000));
        await test.BuryAsync(await test.ClaimOneAsync(), new string('b', 2_000));
        await test.AcceptAsync("evt_2", bytes: 6_000);
        await test.BuryAsync(await test.ClaimOneAsync(), new string('c', 2_000));
        test.Log.Entries.Should().BeEmpty("4,000 and 2 * 3,000, 6,000 and 2 * 2,000 fit exactly");

        await test.AcceptAsync("evt_3", bytes: 1);
        await test.BuryAsync(await test.ClaimOneAsync(), "");

        (await test.DeadLettersAsync()).Select(letter => letter.Delivery.EventId).Should().Equal("evt_2", "evt_3");
    }

    [Fact]
    public async Task SettleAsync_DeadLetterLargerThanAllAreAllowed_IsKeptAlone()
    {
        var test = new InboxUnderTest(options => options.MaxDeadLetterBytes = 100);
        await test.AcceptDeadAsync("evt_1", bytes: 10, error: "");

        await test.AcceptDeadAsync("evt_2", bytes: 500, error: "");

        (await test.DeadLettersAsync()).Select(letter => letter.Delivery.EventId).Should().Equal("evt_2");
    }

    [Fact]
    public async Task SettleAsync_BytesOfPurgedAndReplayedLetters_AreFreeAgain()
    {
        var test = new InboxUnderTest(options => options.MaxDeadLetterBytes = 100);
        for (var number = 0; number < 10; number++)
        {
            var purged = await test.AcceptDeadAsync($"purged_{number}", bytes: 60, error: "");
            await test.Inbox.PurgeAsync(purged);
            var replayed = await test.AcceptDeadAsync($"replayed_{number}", bytes: 60, error: "");
            await test.Inbox.ReplayAsync(replayed);
            await test.CompleteAsync(await test.ClaimOneAsync());
        }

        await test.AcceptDeadAsync("last", bytes: 100, error: "");
        test.Log.Entries.Should().BeEmpty();
    }

    /// <summary>An old event that dies late: its entry number is the lowest, but it is the newest of the dead.</summary>
    [Fact]
    public async Task SettleAsync_EventThatWaitedLongAndDiesWhenTheShelfIsFull_IsNotTheOneThatIsDropped()
    {
        var test = new InboxUnderTest(options => options.MaxDeadLetters = 3);
        await test.AcceptAsync("late");
        var late = await test.ClaimOneAsync();
        for (var number = 1; number <= 3; number++)
        {
            test.Time.Advance(TimeSpan.FromSeconds(1));
            await test.AcceptDeadAsync($"evt_{number.ToString(CultureInfo.InvariantCulture)}");
        }

        test.Time.Advance(TimeSpan.FromSeconds(1));
        await test.BuryAsync(late);

        (await test.DeadLettersAsync()).Select(letter => letter.Delivery.EventId).Should().Equal("late", "evt_2", "evt_3");
    }

    [Fact]
    public async Task Pending_EventsInEveryState_AreListedInTheOrderOfAcceptance()
    {
        var test = new InboxUnderTest();
        foreach (var id in new[] { "a", "b", "c", "d" })
        {
            await test.AcceptAsync(id);
        }

        var leases = await test.ClaimAsync(3);
        await test.RetryAsync(leases[0], TimeSpan.FromHours(1));
        await test.CompleteAsync(leases[1]);

        test.Inbox.Pending().Select(delivery => delivery.EventId).Should().Equal("a", "c", "d");
        test.Inbox.IsDurable.Should().BeFalse();
    }

    private static IEnumerable<long> Ids(DeadLetterPage page) => page.Items.Select(letter => letter.EntryId);
}
