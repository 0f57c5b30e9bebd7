using EightBit.Webhooks.Receiver.Deduplication;
using EightBit.Webhooks.Receiver.Inbox;

namespace EightBit.Webhooks.Receiver.Tests.InMemory;

public sealed class InMemoryInboxAcceptTests
{
    private const int AcceptedIdNotRemembered = 314;

    [Fact]
    public async Task AcceptAsync_64ParallelDeliveriesOfAnId_OneIsAcceptedAnd63AreDuplicates()
    {
        var test = new InboxUnderTest();
        const int Rounds = 50;
        for (var round = 0; round < Rounds; round++)
        {
            using var start = new Barrier(8);
            var id = $"evt_{round}";

            // Eight threads, which all begin at once, with eight deliveries each.
            var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(
                () =>
                {
                    start.SignalAndWait();
                    return Task.WhenAll(Enumerable.Range(0, 8).Select(_ => test.AcceptAsync(id).AsTask()));
                },
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default).Unwrap()));

            outcomes.SelectMany(one => one).GroupBy(outcome => outcome).ToDictionary(group => group.Key, group => group.Count())
                .Should().Equal(new Dictionary<AcceptOutcome, int> { [AcceptOutcome.Accepted] = 1, [AcceptOutcome.Duplicate] = 63 });
        }

        (await test.ClaimIdsAsync()).Should().HaveCount(Rounds).And.OnlyHaveUniqueItems();
        (await test.StatisticsAsync()).Pending.Should().Be(Rounds);
    }

    [Fact]
    public async Task AcceptAsync_SameIdAtEveryStageOfTheEvent_IsADuplicate()
    {
        var test = new InboxUnderTest();
        await test.AcceptAsync("evt_1");
        (await test.AcceptAsync("evt_1")).Should().Be(AcceptOutcome.Duplicate, "it waits");

        var lease = await test.ClaimOneAsync();
        (await test.AcceptAsync("evt_1")).Should().Be(AcceptOutcome.Duplicate, "it runs");

        await test.RetryAsync(lease, TimeSpan.Zero);
        (await test.AcceptAsync("evt_1")).Should().Be(AcceptOutcome.Duplicate, "it waits for a retry");

        await test.BuryAsync(await test.ClaimOneAsync());
        (await test.AcceptAsync("evt_1")).Should().Be(AcceptOutcome.Duplicate, "it is a dead letter");

        var letter = (await test.DeadLettersAsync()).Single();
        await test.Inbox.ReplayAsync(letter.EntryId);
        await test.CompleteAsync(await test.ClaimOneAsync());
        (await test.AcceptAsync("evt_1")).Should().Be(AcceptOutcome.Duplicate, "it is done");

        (await test.ClaimAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task AcceptAsync_PurgedDeadLetter_IsStillADuplicate()
    {
        var test = new InboxUnderTest();
        await test.Inbox.PurgeAsync(await test.AcceptDeadAsync("evt_1"));

        (await test.AcceptAsync("evt_1")).Should().Be(AcceptOutcome.Duplicate);
    }

    [Fact]
    public async Task AcceptAsync_OnceTheRetentionIsOver_IsAcceptedAgain()
    {
        var test = new InboxUnderTest();
        await test.AcceptAsync("evt_1");
        await test.CompleteAsync(await test.ClaimOneAsync());

        test.Time.Advance(TimeSpan.FromDays(3) - TimeSpan.FromTicks(1));
        (await test.AcceptAsync("evt_1")).Should().Be(AcceptOutcome.Duplicate);

        test.Time.Advance(TimeSpan.FromTicks(1));
        (await test.AcceptAsync("evt_1")).Should().Be(AcceptOutcome.Accepted);
    }

    [Fact]
    public async Task AcceptAsync_SameIdAtOtherReceiversAndTenants_IsAnotherEvent()
    {
        var test = new InboxUnderTest();

        foreach (var (receiver, tenant) in new[] { ("", null), ("a", null), ("a", "x"), ("a", "y"), ("a", ""), ("", "a"), ("b", "x") })
        {
            (await test.AcceptAsync("evt_1", receiver: receiver, tenant: tenant)).Should().Be(AcceptOutcome.Accepted);
            (await test.AcceptAsync("evt_1", receiver: receiver, tenant: tenant)).Should().Be(AcceptOutcome.Duplicate);
        }

        (await test.AcceptAsync("EVT_1")).Should().Be(AcceptOutcome.Accepted, "ids are case-sensitive");
    }

    [Fact]
    public async Task AcceptAsync_FullByEvents_LeavesNoTraceOfTheId()
    {
        var test = new InboxUnderTest(options => options.MaxPendingEvents = 2);
        await test.AcceptAsync("evt_1");
        await test.AcceptAsync("evt_2");

        (await test.AcceptAsync("evt_3")).Should().Be(AcceptOutcome.Full);
        (await test.AcceptAsync("evt_3")).Should().Be(AcceptOutcome.Full);

        await test.CompleteAsync(await test.ClaimOneAsync());
        (await test.AcceptAsync("evt_3")).Should().Be(AcceptOutcome.Accepted, "there is room, and the id was not remembered");
        (await test.AcceptAsync("evt_4")).Should().Be(AcceptOutcome.Full);
    }

    [Fact]
    public async Task AcceptAsync_FullByBytes_LeavesNoTraceOfTheId()
    {
        var test = new InboxUnderTest(options => options.MaxPendingBytes = 100);
        (await test.AcceptAsync("evt_1", bytes: 60)).Should().Be(AcceptOutcome.Accepted);

        (await test.AcceptAsync("evt_2", bytes: 41)).Should().Be(AcceptOutcome.Full);
        (await test.AcceptAsync("evt_3", bytes: 40)).Should().Be(AcceptOutcome.Accepted, "exactly the limit is within it");

        await test.CompleteAsync(await test.ClaimOneAsync());
        (await test.AcceptAsync("evt_2", bytes: 41)).Should().Be(AcceptOutcome.Accepted);
    }

    [Theory]
    [InlineData("completed")]
    [InlineData("dead")]
    public async Task AcceptAsync_RoomOfSettledEvents_IsGivenBackEntirely(string end)
    {
        var test = new InboxUnderTest(options => (options.MaxPendingEvents, options.MaxPendingBytes) = (1, 50));
        for (var number = 0; number < 20; number++)
        {
            (await test.AcceptAsync($"evt_{number}", bytes: 50)).Should().Be(AcceptOutcome.Accepted);
            var lease = await test.ClaimOneAsync();
            await (end == "dead" ? test.BuryAsync(lease) : test.CompleteAsync(lease));
        }
    }

    [Fact]
    public async Task AcceptAsync_EventsThatRunOrWaitForARetry_KeepTheirRoom()
    {
        var test = new InboxUnderTest(options => options.MaxPendingEvents = 1);
        await test.AcceptAsync("evt_1");
        var lease = await test.ClaimOneAsync();
        (await test.AcceptAsync("evt_2")).Should().Be(AcceptOutcome.Full, "the first one runs");

        await test.RetryAsync(lease, TimeSpan.FromHours(1));
        (await test.AcceptAsync("evt_2")).Should().Be(AcceptOutcome.Full, "the first one waits for its retry");
    }

    [Fact]
    public async Task AcceptAsync_Duplicates_TakeNoRoom()
    {
        var test = new InboxUnderTest(options => options.MaxPendingEvents = 2);
        await test.AcceptAsync("evt_1");
        for (var count = 0; count < 10; count++)
        {
            (await test.AcceptAsync("evt_1")).Should().Be(AcceptOutcome.Duplicate);
        }

        (await test.AcceptAsync("evt_2")).Should().Be(AcceptOutcome.Accepted);
    }

    [Fact]
    public async Task AcceptAsync_AfterClose_TakesNothingAndLeavesNoTrace()
    {
        var store = new ScriptedStore();
        var test = new InboxUnderTest(store: store);

        test.Inbox.Close();

        (await test.AcceptAsync("evt_1")).Should().Be(AcceptOutcome.Closed);
        store.Claims.Should().Be(0);
    }

    [Fact]
    public async Task ClaimAsync_AfterClose_StillGivesWhatIsThere()
    {
        var test = new InboxUnderTest();
        await test.AcceptAsync("evt_1");
        test.Inbox.Close();

        await test.CompleteAsync(await test.ClaimOneAsync());

        test.Inbox.Pending().Should().BeEmpty();
    }

    [Fact]
    public async Task AcceptAsync_StoreFailsToComplete_IsAcceptedAndLogged()
    {
        var store = new ScriptedStore { Complete = _ => Task.FromException<bool>(new TimeoutException("store away")) };
        var test = new InboxUnderTest(store: store);

        (await test.AcceptAsync("evt_1")).Should().Be(AcceptOutcome.Accepted);

        (await test.ClaimIdsAsync()).Should().Equal("evt_1");
        test.Log.Of(AcceptedIdNotRemembered).Should().ContainSingle().Which.Exception.Should().BeOfType<TimeoutException>();
    }

    [Fact]
    public async Task AcceptAsync_StoreSaysThatSomebodyElseHasTheId_IsAcceptedAndLogged()
    {
        var test = new InboxUnderTest(store: new ScriptedStore { Complete = _ => Task.FromResult(false) });

        (await test.AcceptAsync("evt_1")).Should().Be(AcceptOutcome.Accepted);

        test.Log.Of(AcceptedIdNotRemembered).Should().ContainSingle();
    }

    [Fact]
    public async Task AcceptAsync_WithAStore_KeepsTheRoomOfWhatItHasAccepted()
    {
        var test = new InboxUnderTest(options => options.MaxPendingEvents = 2, new ScriptedStore());

        (await test.AcceptAsync("evt_1")).Should().Be(AcceptOutcome.Accepted);
        (await test.AcceptAsync("evt_2")).Should().Be(AcceptOutcome.Accepted);

        (await test.AcceptAsync("evt_3")).Should().Be(AcceptOutcome.Full);
    }

    /// <summary>Turned away, it would be so for ever.</summary>
    [Fact]
    public async Task AcceptAsync_BodyBeyondTheBoundByItself_PassesAlone()
    {
        var test = new InboxUnderTest(options => options.MaxPendingBytes = 50);

        (await test.AcceptAsync("evt_1", bytes: 51)).Should().Be(AcceptOutcome.Accepted);
        (await test.AcceptAsync("evt_2", bytes: 1)).Should().Be(AcceptOutcome.Full);
    }

    [Fact]
    public async Task TryAcceptAtOnce_WhateverIsDecided_IsDecidedWithoutATask()
    {
        var test = new InboxUnderTest(options => options.MaxPendingEvents = 2);

        Decide("evt_1").Should().Be((true, AcceptOutcome.Accepted));
        Decide("evt_1").Should().Be((true, AcceptOutcome.Duplicate));
        await test.AcceptAsync("evt_2");
        Decide("evt_3").Should().Be((true, AcceptOutcome.Full));
        test.Inbox.Close();
        Decide("evt_4").Should().Be((true, AcceptOutcome.Closed));

        (bool, AcceptOutcome) Decide(string id) => (test.Inbox.TryAcceptAtOnce(test.Delivery(id), out var outcome), outcome);
    }

    [Fact]
    public void TryAcceptAtOnce_StoreThatMayBeFarAway_IsNotAsked()
    {
        var store = new ScriptedStore();
        var test = new InboxUnderTest(store: store);

        test.Inbox.TryAcceptAtOnce(test.Delivery("evt_1"), out _).Should().BeFalse();

        store.Claims.Should().Be(0);
    }

    [Fact]
    public async Task AcceptAsync_StoreThrowsAtOnceWhenCompleting_IsAcceptedAndLogged()
    {
        var store = new ScriptedStore { Complete = _ => throw new InvalidOperationException("not even a task") };
        var test = new InboxUnderTest(store: store);

        (await test.AcceptAsync("evt_1")).Should().Be(AcceptOutcome.Accepted);

        test.Log.Of(AcceptedIdNotRemembered).Should().ContainSingle();
    }

    [Fact]
    public async Task AcceptAsync_StoreNeverAnswersTheCompletion_IsAcceptedWhenTheLeaseIsOver()
    {
        var never = new TaskCompletionSource<bool>();
        var store = new ScriptedStore { Complete = _ => never.Task };
        var test = new InboxUnderTest(store: store);

        var accepting = test.AcceptAsync("evt_1").AsTask();
        (await test.ClaimIdsAsync()).Should().Equal("evt_1");
        accepting.IsCompleted.Should().BeFalse("the store may yet answer");
        test.Time.Advance(TimeSpan.FromSeconds(30));

        (await accepting).Should().Be(AcceptOutcome.Accepted);
        test.Log.Of(AcceptedIdNotRemembered).Should().ContainSingle();
    }

    [Fact]
    public async Task AcceptAsync_SenderGivesUpWhileTheIdIsCompleted_CompletesItAllTheSame()
    {
        using var budget = new CancellationTokenSource();
        var completing = new TaskCompletionSource<bool>();
        CancellationToken seen = new(canceled: true);
        var store = new ScriptedStore
        {
            Complete = token =>
            {
                seen = token;
                return completing.Task;
            },
        };
        var test = new InboxUnderTest(store: store);

        var accepting = test.Inbox.AcceptAsync(test.Delivery("evt_1"), budget.Token).AsTask();
        await budget.CancelAsync();
        completing.SetResult(true);

        (await accepting).Should().Be(AcceptOutcome.Accepted);
        seen.IsCancellationRequested.Should().BeFalse();
        test.Log.Entries.Should().BeEmpty();
    }

    [Fact]
    public async Task AcceptAsync_IdInProgressElsewhere_WaitsUntilThatIsDecided()
    {
        var claims = new Queue<DeduplicationStatus>([DeduplicationStatus.InProgress, DeduplicationStatus.InProgress, DeduplicationStatus.Completed]);
        var store = new ScriptedStore { Claim = () => Task.FromResult(new DeduplicationClaim(claims.Dequeue(), 0)) };
        var test = new InboxUnderTest(store: store);

        (await test.AcceptAsync("evt_1")).Should().Be(AcceptOutcome.Duplicate);

        claims.Should().BeEmpty();
        (await test.StatisticsAsync()).Pending.Should().Be(0);
    }

    [Fact]
    public async Task AcceptAsync_IdGivenBackElsewhere_IsAcceptedHere()
    {
        var claims = new Queue<DeduplicationClaim>([new(DeduplicationStatus.InProgress, 0), new(DeduplicationStatus.Claimed, 7)]);
        var store = new ScriptedStore { Claim = () => Task.FromResult(claims.Dequeue()) };
        var test = new InboxUnderTest(store: store);

        (await test.AcceptAsync("evt_1")).Should().Be(AcceptOutcome.Accepted);

        store.Completions.Should().Equal((new DeduplicationKey("", null, "evt_1"), 7, TimeSpan.FromDays(3)));
    }

    [Fact]
    public async Task AcceptAsync_IdInProgressElsewhereUntilTheBudgetIsOver_IsCancelledAndGivesTheRoomBack()
    {
        var store = new ScriptedStore { Claim = () => Task.FromResult(new DeduplicationClaim(DeduplicationStatus.InProgress, 0)) };
        var test = new InboxUnderTest(options => options.MaxPendingEvents = 1, store);
        using var budget = new CancellationTokenSource();

        var accepting = test.Inbox.AcceptAsync(test.Delivery("evt_1"), budget.Token).AsTask();
        await budget.CancelAsync();

        await FluentActions.Awaiting(() => accepting).Should().ThrowAsync<OperationCanceledException>();
        store.Claim = () => Task.FromResult(new DeduplicationClaim(DeduplicationStatus.Claimed, 1));
        (await test.AcceptAsync("evt_2")).Should().Be(AcceptOutcome.Accepted);
    }

    [Fact]
    public async Task AcceptAsync_StoreForgotToAnswer_ThrowsAndGivesTheRoomBack()
    {
        var store = new ScriptedStore { Claim = () => Task.FromResult(default(DeduplicationClaim)) };
        var test = new InboxUnderTest(options => options.MaxPendingEvents = 1, store);

        (await FluentActions.Awaiting(() => test.AcceptAsync("evt_1").AsTask()).Should().ThrowAsync<InvalidOperationException>())
            .WithMessage("The deduplication store returned the status 0*");

        store.Claim = () => Task.FromResult(new DeduplicationClaim(DeduplicationStatus.Claimed, 1));
        (await test.AcceptAsync("evt_1")).Should().Be(AcceptOutcome.Accepted);
    }

    [Fact]
    public async Task AcceptAsync_StoreFailsToClaim_ThrowsAndGivesTheRoomBack()
    {
        var store = new ScriptedStore { Claim = () => Task.FromException<DeduplicationClaim>(new TimeoutException()) };
        var test = new InboxUnderTest(options => (options.MaxPendingEvents, options.MaxPendingBytes) = (1, 50), store);
        for (var count = 0; count < 3; count++)
        {
            await FluentActions.Awaiting(() => test.AcceptAsync("evt_1", bytes: 50).AsTask()).Should().ThrowAsync<TimeoutException>();
        }

        store.Claim = () => Task.FromResult(new DeduplicationClaim(DeduplicationStatus.Claimed, 1));
        (await test.AcceptAsync("evt_1", bytes: 50)).Should().Be(AcceptOutcome.Accepted);
        (await test.ClaimIdsAsync()).Should().Equal("evt_1");
    }

    [Fact]
    public async Task AcceptAsync_SlowStore_CountsItsReservationsTowardsTheLimit()
    {
        var answer = new TaskCompletionSource<DeduplicationClaim>();
        var store = new ScriptedStore { Claim = () => answer.Task };
        var test = new InboxUnderTest(options => options.MaxPendingEvents = 1, store);

        var first = test.AcceptAsync("evt_1").AsTask();
        (await test.AcceptAsync("evt_2")).Should().Be(AcceptOutcome.Full);
        answer.SetResult(new DeduplicationClaim(DeduplicationStatus.Claimed, 1));

        (await first).Should().Be(AcceptOutcome.Accepted);
    }
}
