using EightBit.Webhooks.Receiver.Inbox;

namespace EightBit.Webhooks.Receiver.Tests.Processing;

public sealed class ProcessorClaimingTests
{
    private readonly ScriptedInbox _inbox = new();

    [Fact]
    public async Task Claim_NeverAsksForMoreThanThereAreFreePlaces()
    {
        var gate = new SemaphoreSlim(0);
        var running = 0;
        await using var processor = new ProcessorUnderTest(
            _inbox,
            async (_, token) =>
            {
                Interlocked.Increment(ref running);
                await gate.WaitAsync(token);
            },
            options => options.MaxConcurrency = 3);
        Enumerable.Range(0, 7).ToList().ForEach(number => _inbox.Add($"evt_{number}"));

        await processor.StartAsync();
        await UntilAsync(() => Volatile.Read(ref running) == 3);
        _inbox.Asked.Should().Equal(3);
        gate.Release(7);
        for (var settled = 0; settled < 7; settled++)
        {
            (await _inbox.WhenSettledAsync()).Should().Be(Settlement.Completed.Instance);
        }

        running.Should().Be(7);
        _inbox.Asked.Should().OnlyContain(asked => asked >= 1 && asked <= 3);
    }

    [Fact]
    public async Task Claim_PlacesThatWereAskedForInVain_AreFreeAgain()
    {
        var gate = new SemaphoreSlim(0);
        await using var processor = new ProcessorUnderTest(_inbox, (_, token) => gate.WaitAsync(token), options => options.MaxConcurrency = 3);
        await processor.StartAsync();
        await UntilAsync(() => _inbox.Asked.Count == 1);

        _inbox.Add();
        await UntilAsync(() => _inbox.Asked.Count == 2);
        _inbox.Add();
        await UntilAsync(() => _inbox.Asked.Count == 3);

        _inbox.Asked.Should().Equal(3, 3, 2);
        gate.Release(2);
    }

    [Fact]
    public async Task Claim_AfterEachEventHasEnded_ItsPlaceIsFreeAgain()
    {
        await using var processor = new ProcessorUnderTest(_inbox, configure: options => options.MaxConcurrency = 1);
        await processor.StartAsync();
        for (var round = 0; round < 5; round++)
        {
            _inbox.Add($"evt_{round}");
            (await _inbox.WhenSettledAsync()).Should().Be(Settlement.Completed.Instance);
        }

        _inbox.Asked.Should().OnlyContain(asked => asked == 1);
    }

    [Fact]
    public async Task Claim_ManyPlaces_AsksForSixtyFourAtMost()
    {
        await using var processor = new ProcessorUnderTest(_inbox, configure: options => options.MaxConcurrency = 100);
        await processor.StartAsync();
        await UntilAsync(() => _inbox.Asked.Count > 0);

        _inbox.Asked[0].Should().Be(64);
    }

    [Fact]
    public async Task Claim_InboxCannotBeReached_IsLoggedTriedAgainAndLoggedWhenItIsBack()
    {
        var outages = 3;
        _inbox.OnClaim = () =>
        {
            if (Interlocked.Decrement(ref outages) >= 0)
            {
                throw new IOException("The inbox is down.");
            }
        };
        await using var processor = new ProcessorUnderTest(_inbox);
        await processor.StartAsync();
        await processor.Log.WhenAsync(300);
        processor.LogOf(301).Should().BeEmpty();
        _inbox.Asked.Should().ContainSingle("it is not asked in a tight loop");

        await processor.PassUntilAsync(() => processor.LogOf(301).Count > 0);
        _inbox.Add();
        await _inbox.WhenSettledAsync();

        processor.LogOf(300).Should().HaveCount(3).And.OnlyContain(line => line.Exception is IOException);
        processor.LogOf(301).Should().ContainSingle();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Claim_NothingIsThere_WaitsUntilTheInboxWakesIt(bool isDurable)
    {
        var inbox = new ScriptedInbox(isDurable);
        await using var processor = new ProcessorUnderTest(inbox);
        await processor.StartAsync();
        await UntilAsync(() => inbox.Asked.Count == 1);

        await processor.PassAsync(TimeSpan.FromSeconds(3));

        inbox.Asked.Should().ContainSingle();
    }

    [Fact]
    public async Task Claim_AsManyAsItAskedFor_AsksForMoreWithoutBeingWoken()
    {
        var gate = new SemaphoreSlim(0);
        var running = 0;
        _inbox.OnWait = token => Task.Delay(Timeout.Infinite, token);
        await using var processor = new ProcessorUnderTest(
            _inbox,
            async (_, token) =>
            {
                Interlocked.Increment(ref running);
                await gate.WaitAsync(token);
            },
            options => options.MaxConcurrency = 100);
        Enumerable.Range(0, 65).ToList().ForEach(number => _inbox.Add($"evt_{number}"));

        await processor.StartAsync();
        await UntilAsync(() => Volatile.Read(ref running) == 65);

        _inbox.Asked.Should().Equal(64, 36);
        gate.Release(65);
    }

    [Fact]
    public async Task Claim_SomethingFallsDue_AsksThenAndNotBefore()
    {
        _inbox.NextDue = TimeSpan.FromSeconds(3);
        await using var processor = new ProcessorUnderTest(_inbox);
        await processor.StartAsync();
        await UntilAsync(() => _inbox.Asked.Count == 1);

        await processor.PassAsync(TimeSpan.FromSeconds(2));
        _inbox.Asked.Should().ContainSingle();

        await processor.PassUntilAsync(() => _inbox.Asked.Count > 1);
    }

    [Fact]
    public async Task Claim_SomethingIsSettled_AsksAgainAtOnce()
    {
        var gate = new SemaphoreSlim(0);
        await using var processor = new ProcessorUnderTest(_inbox, (_, token) => gate.WaitAsync(token));
        _inbox.Add();
        await processor.StartAsync();
        await UntilAsync(() => _inbox.Asked.Count == 1);

        gate.Release();
        await _inbox.WhenSettledAsync();

        await UntilAsync(() => _inbox.Asked.Count >= 2);
        await processor.PassAsync(TimeSpan.FromSeconds(3));
        _inbox.Asked.Should().HaveCountLessThanOrEqualTo(3, "one settlement wakes it once");
    }

    /// <summary>What it waits for happens on other threads.</summary>
    internal static async Task UntilAsync(Func<bool> condition)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!condition())
        {
            deadline.Token.ThrowIfCancellationRequested();
            await Task.Delay(1, deadline.Token);
        }
    }
}
