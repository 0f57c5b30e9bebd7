using System.Collections.Concurrent;
using EightBit.Webhooks.Receiver.Inbox;

namespace EightBit.Webhooks.Receiver.Tests.InMemory;

public sealed class InMemoryInboxOrderingTests
{
    [Fact]
    public async Task ClaimAsync_EventsOfAConversation_GivesOneAtATimeInTheirOrder()
    {
        var test = new InboxUnderTest();
        for (var number = 1; number <= 5; number++)
        {
            await test.AcceptAsync($"evt_{number}", "c");
        }

        for (var number = 1; number <= 5; number++)
        {
            var lease = (await test.ClaimAsync()).Should().ContainSingle().Which;
            lease.Delivery.EventId.Should().Be($"evt_{number}");
            (await test.ClaimAsync()).Should().BeEmpty("its conversation is busy");
            await test.CompleteAsync(lease);
        }
    }

    [Fact]
    public async Task ClaimAsync_EventsWithoutAKey_RunFreely()
    {
        var test = new InboxUnderTest();
        await test.AcceptAsync("evt_1");
        await test.AcceptAsync("evt_2");

        (await test.ClaimIdsAsync()).Should().Equal("evt_1", "evt_2");
    }

    [Fact]
    public async Task ClaimAsync_SameKeyAtOtherReceiversOrTenants_IsAnotherConversation()
    {
        var test = new InboxUnderTest();
        await test.AcceptAsync("evt_1", "c");
        await test.AcceptAsync("evt_2", "c", receiver: "a");
        await test.AcceptAsync("evt_3", "c", receiver: "a", tenant: "x");
        await test.AcceptAsync("evt_4", "c", receiver: "a", tenant: "y");
        await test.AcceptAsync("evt_5", "C");
        await test.AcceptAsync("evt_6", "c");

        (await test.ClaimIdsAsync()).Should().Equal("evt_1", "evt_2", "evt_3", "evt_4", "evt_5");
    }

    [Fact]
    public async Task SettleAsync_FailingEvent_HoldsBackItsOwnConversationOnly()
    {
        var test = new InboxUnderTest();
        await test.AcceptAsync("failing_1", "failing");
        await test.AcceptAsync("failing_2", "failing");
        await test.AcceptAsync("other_1", "other");
        await test.AcceptAsync("other_2", "other");
        var leases = await test.ClaimAsync();
        await test.RetryAsync(leases[0], TimeSpan.FromHours(1));
        await test.CompleteAsync(leases[1]);

        (await test.ClaimIdsAsync()).Should().Equal("other_2");

        test.Time.Advance(TimeSpan.FromHours(1) - TimeSpan.FromTicks(1));
        (await test.ClaimIdsAsync()).Should().Equal(["other_2"], "its lease has expired, and the retry is not due");
        test.Time.Advance(TimeSpan.FromTicks(1));
        var again = (await test.ClaimAsync()).Single();
        again.Delivery.EventId.Should().Be("failing_1", "the older one comes first");
        await test.CompleteAsync(again);
        (await test.ClaimIdsAsync()).Should().Equal("failing_2");
    }

    [Fact]
    public async Task SettleAsync_DeadEvent_LetsItsConversationGoOn()
    {
        var test = new InboxUnderTest();
        await test.AcceptAsync("evt_1", "c");
        await test.AcceptAsync("evt_2", "c");

        await test.BuryAsync(await test.ClaimOneAsync());

        (await test.ClaimIdsAsync()).Should().Equal("evt_2");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ClaimAsync_AbandonedOrExpiredEvent_StaysTheFirstOfItsConversation(bool expired)
    {
        var test = new InboxUnderTest();
        await test.AcceptAsync("evt_1", "c");
        await test.AcceptAsync("evt_2", "c");
        var lease = await test.ClaimOneAsync();
        if (expired)
        {
            test.Time.Advance(InboxUnderTest.Lease);
        }
        else
        {
            await test.SettleAsync(lease, new Settlement.Abandoned(HandlerProgress.None));
        }

        (await test.ClaimIdsAsync()).Should().Equal("evt_1");
    }

    [Fact]
    public async Task ReplayAsync_DeadLetterOfABusyConversation_WaitsBehindWhatIsThere()
    {
        var test = new InboxUnderTest();
        var dead = await test.AcceptDeadAsync("evt_1", "c");
        await test.AcceptAsync("evt_2", "c");
        await test.AcceptAsync("evt_3", "c");

        (await test.Inbox.ReplayAsync(dead)).Should().Be(ReplayOutcome.Replayed);

        foreach (var expected in new[] { "evt_2", "evt_3", "evt_1" })
        {
            var lease = (await test.ClaimAsync()).Should().ContainSingle().Which;
            lease.Delivery.EventId.Should().Be(expected);
            await test.CompleteAsync(lease);
        }
    }

    /// <summary>Eight claimers that complete, retry, abandon and lose events at random; seeded, but for the threads' own order.</summary>
    [Fact(Timeout = 30_000)]
    public async Task ClaimAsync_SeveralClaimers_KeepTheOrderOfEveryConversationAndOneAtATime()
    {
        const int Conversations = 20;
        const int EventsEach = 50;
        var test = new InboxUnderTest();
        var running = new ConcurrentDictionary<string, string>();
        var completed = new ConcurrentDictionary<string, ConcurrentQueue<int>>();
        var left = Conversations * EventsEach;
        for (var number = 0; number < EventsEach; number++)
        {
            for (var conversation = 0; conversation < Conversations; conversation++)
            {
                await test.AcceptAsync($"{conversation}/{number}", $"{conversation}");
            }
        }

        async Task ClaimUntilNothingIsLeftAsync(int seed)
        {
            var random = new Random(seed);
            while (Volatile.Read(ref left) > 0)
            {
                foreach (var lease in await test.ClaimAsync(3))
                {
                    var conversation = lease.Delivery.OrderingKey!;
                    running.TryAdd(conversation, lease.Delivery.EventId).Should().BeTrue("one event of a conversation runs at a time");
                    await Task.Yield();
                    running.TryRemove(conversation, out _);
                    await SettleAtRandomAsync(lease, random);
                }

                await Task.Yield();
            }
        }

        async Task SettleAtRandomAsync(InboxLease lease, Random random)
        {
            switch (random.Next(4))
            {
                case 0:
                    await test.RetryAsync(lease, TimeSpan.Zero);
                    break;
                case 1:
                    await test.SettleAsync(lease, new Settlement.Abandoned(HandlerProgress.None));
                    break;
                default:
                    completed.GetOrAdd(lease.Delivery.OrderingKey!, _ => new()).Enqueue(
                        int.Parse(lease.Delivery.EventId.Split('/')[1], System.Globalization.CultureInfo.InvariantCulture));
                    (await test.CompleteAsync(lease)).Should().BeTrue();
                    Interlocked.Decrement(ref left);
                    break;
            }
        }

        await Task.WhenAll(Enumerable.Range(0, 8).Select(seed => Task.Run(() => ClaimUntilNothingIsLeftAsync(seed))));

        completed.Should().HaveCount(Conversations);
        completed.Values.Should().OnlyContain(numbers => numbers.SequenceEqual(Enumerable.Range(0, EventsEach)));
        await ShouldBeEmptyAsync(test);
    }

    [Fact]
    public async Task Drain_EveryKindOfEnd_LeavesNothingBehind()
    {
        var test = new InboxUnderTest();
        var random = new Random(4);
        for (var number = 0; number < 500; number++)
        {
            await test.AcceptAsync($"evt_{number}", random.Next(3) == 0 ? null : $"{random.Next(30)}", tenant: random.Next(2) == 0 ? "x" : null);
        }

        for (var round = 0; round < 10_000 && (await test.StatisticsAsync()).Pending > 0; round++)
        {
            foreach (var lease in await test.ClaimAsync(7))
            {
                _ = random.Next(6) switch
                {
                    0 => await test.RetryAsync(lease, TimeSpan.FromSeconds(random.Next(100))),
                    1 => await test.SettleAsync(lease, new Settlement.Abandoned(HandlerProgress.None)),
                    2 => await test.BuryAsync(lease),
                    3 => true, // never settled
                    _ => await test.CompleteAsync(lease),
                };
            }

            test.Time.Advance(TimeSpan.FromSeconds(5));
        }

        foreach (var letter in await test.DeadLettersAsync())
        {
            (await test.Inbox.PurgeAsync(letter.EntryId)).Should().BeTrue();
        }

        await ShouldBeEmptyAsync(test);
    }

    private static async Task ShouldBeEmptyAsync(InboxUnderTest test)
    {
        (await test.StatisticsAsync()).Should().Be(new InboxStatistics
        {
            Pending = 0,
            Claimed = 0,
            AwaitingRetry = 0,
            PendingBytes = 0,
            Capacity = 10_000,
            DeadLetters = 0,
            OldestAge = null,
        });
        test.Inbox.Pending().Should().BeEmpty();
        (await test.Inbox.ClaimAsync(1, InboxUnderTest.Lease, CancellationToken.None)).NextDue.Should().BeNull();
    }
}
