using System.Diagnostics.Metrics;
using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.FunctionalTests.Hosting;
using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Processing;
using Microsoft.Extensions.DependencyInjection;
using static EightBit.Webhooks.Receiver.Tests.Processing.ProcessorClaimingTests;

namespace EightBit.Webhooks.Receiver.Tests.Processing;

public sealed class ProcessorDrainingTests : IDisposable
{
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10.2); // leaves graces of 50 ms

    private readonly ScriptedInbox _inbox = new();
    private readonly SemaphoreSlim _gate = new(0);
    private int _running;

    public void Dispose() => _gate.Dispose();

    [Fact]
    public async Task Stop_HandlerEndsWithinTheDrainTime_IsSettledAndNothingElseIsClaimed()
    {
        await using var processor = await StartWithOneRunningAsync(_inbox, (_, token) => _gate.WaitAsync(token), patience: TimeSpan.FromMinutes(5));

        var stopping = processor.StopAsync();
        _inbox.Add("evt_2");
        await processor.PassAsync(Drain / 2);
        stopping.IsCompleted.Should().BeFalse();
        _gate.Release(2);
        await stopping;

        (await _inbox.WhenSettledAsync()).Should().Be(Settlement.Completed.Instance);
        _inbox.HasSettled.Should().BeFalse("a durable inbox keeps the others for the next start");
        _running.Should().Be(1);
    }

    [Fact]
    public async Task Stop_HandlerStopsWhenAsked_IsAbandonedAfterTheDrainTime()
    {
        await using var processor = await StartWithOneRunningAsync(_inbox, (_, token) => Task.Delay(Timeout.Infinite, token));

        var stopping = processor.StopAsync();
        await processor.PassAsync(Drain - TimeSpan.FromSeconds(1));
        _inbox.HasSettled.Should().BeFalse("it has the whole drain time");
        await processor.PassUntilAsync(() => stopping.IsCompleted);
        await stopping;

        (await _inbox.WhenSettledAsync()).Should().BeOfType<Settlement.Abandoned>().Which.Progress.Completed.Should().Equal("done before");
        processor.LogOf(202).Should().ContainSingle();
        processor.LogOf(211).Should().BeEmpty();
    }

    [Fact]
    public async Task Stop_HandlerIgnoresItsToken_IsAbandonedWhileItRuns()
    {
        var never = new TaskCompletionSource();
        await using var processor = await StartWithOneRunningAsync(_inbox, (_, _) => never.Task);
        using var metrics = new MetricRecorder(processor.Services.GetRequiredService<IMeterFactory>());

        await StopAsync(processor);

        (await _inbox.WhenSettledAsync()).Should().BeOfType<Settlement.Abandoned>().Which.Progress.Completed.Should().Equal("done before");
        processor.LogOf(211).Should().ContainSingle().Which.Message.Should()
            .Contain($"{typeof(ProcessorUnderTest)}+Handler").And.Contain("evt_1 (message.received)");
        metrics.Of("eightbit.webhooks.attempts").Should().ContainSingle(attempt => attempt.Value > 0).Which.Outcome.Should().Be("abandoned");
        never.SetResult();
        _inbox.HasSettled.Should().BeFalse("an attempt is settled once");
    }

    [Fact]
    public async Task Stop_HandlerIgnoresItsTokenAndSomebodyElseHasTheEvent_IsLost()
    {
        var never = new TaskCompletionSource();
        _inbox.OnSettle = _ => false;
        await using var processor = await StartWithOneRunningAsync(_inbox, (_, _) => never.Task);

        await StopAsync(processor);

        processor.LogOf(210).Should().ContainSingle();
        never.SetResult();
    }

    [Fact]
    public async Task Stop_EventsThatIgnoreTheirTokensCannotBeGivenBack_EachIsLoggedAndTheApplicationEnds()
    {
        var never = new TaskCompletionSource();
        _inbox.OnSettle = _ => throw new IOException("The inbox is down.");
        _inbox.Add("evt_0");
        await using var processor = await StartWithOneRunningAsync(_inbox, (_, _) => never.Task, running: 2);

        await StopAsync(processor);

        processor.LogOf(302).Should().HaveCount(2);
        never.SetResult();
    }

    [Fact]
    public async Task Stop_CallbackOnAHandlersTokenThrows_IsLoggedAndTheOthersAreInterruptedToo()
    {
        _inbox.Add("evt_0");
        await using var processor = await StartWithOneRunningAsync(
            _inbox,
            async (_, token) =>
            {
                await using var registration = token.Register(() => throw new InvalidOperationException("of the handler's own"));
                await Task.Delay(Timeout.Infinite, token);
            },
            running: 2);

        await StopAsync(processor);

        processor.LogOf(212).Should().HaveCount(2);
        (await _inbox.WhenSettledAsync()).Should().BeOfType<Settlement.Abandoned>();
        (await _inbox.WhenSettledAsync()).Should().BeOfType<Settlement.Abandoned>();
    }

    [Fact]
    public async Task Stop_PatienceOfTheHostEnds_DrainsNoLonger()
    {
        await using var processor = await StartWithOneRunningAsync(_inbox, (_, token) => Task.Delay(Timeout.Infinite, token));
        using var patience = new CancellationTokenSource();

        var stopping = processor.StopAsync(patience.Token);
        await patience.CancelAsync();
        await stopping.ContinueWith(_ => { }, TaskScheduler.Default); // a host that was hurried may say so

        (await _inbox.WhenSettledAsync()).Should().BeOfType<Settlement.Abandoned>();
    }

    [Fact]
    public async Task Stop_InboxInMemory_IsEmptiedFirst()
    {
        var inbox = new ScriptedInbox(isDurable: false);
        await using var processor = await StartWithOneRunningAsync(
            inbox, (_, token) => _gate.WaitAsync(token), configure: options => options.MaxConcurrency = 1, patience: TimeSpan.FromMinutes(5));
        inbox.Add("evt_2");
        inbox.Add("evt_3");

        var stopping = processor.StopAsync();
        _gate.Release(3);
        await stopping; // the clock stands still: there is nothing to wait for once the last has ended

        _running.Should().Be(3);
        for (var settled = 0; settled < 3; settled++)
        {
            (await inbox.WhenSettledAsync()).Should().Be(Settlement.Completed.Instance);
        }
    }

    [Fact]
    public async Task Stop_InboxInMemoryWithARetryDueInTime_WaitsForIt()
    {
        var inbox = new ScriptedInbox(isDurable: false) { NextDue = TimeSpan.FromSeconds(3) };
        await using var processor = Processor(inbox, (_, _) => Task.CompletedTask);
        await processor.StartAsync();

        var stopping = processor.StopAsync();
        await UntilAsync(() => inbox.Asked.Count == 2);
        await processor.PassAsync(TimeSpan.FromSeconds(1));
        stopping.IsCompleted.Should().BeFalse();
        inbox.Asked.Should().HaveCount(2, "it is not asked in a tight loop");
        inbox.NextDue = null;
        inbox.Add();
        await processor.PassUntilAsync(() => stopping.IsCompleted);

        await stopping;
        (await inbox.WhenSettledAsync()).Should().Be(Settlement.Completed.Instance);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Stop_InboxInMemoryWithARetryDueTooLate_DoesNotWaitForIt(int secondsTooLate)
    {
        var inbox = new ScriptedInbox(isDurable: false) { NextDue = Drain + TimeSpan.FromSeconds(secondsTooLate) };
        await using var processor = Processor(inbox, (_, _) => Task.CompletedTask, patience: TimeSpan.FromMinutes(5));
        await processor.StartAsync();

        await processor.StopAsync(); // the clock stands still
    }

    [Fact]
    public async Task Stop_InboxInMemoryThatFails_IsLoggedAndTheApplicationEnds()
    {
        var inbox = new ScriptedInbox(isDurable: false);
        await using var processor = Processor(inbox, (_, _) => Task.CompletedTask);
        await processor.StartAsync();
        await UntilAsync(() => inbox.Asked.Count > 0);
        inbox.OnClaim = () => throw new IOException("The inbox is down.");

        await processor.StopAsync();

        processor.LogOf(305).Should().ContainSingle().Which.Exception.Should().BeOfType<IOException>();
    }

    [Fact]
    public async Task Stop_InboxInMemoryThatIsNeverEmpty_EndsWithTheDrainTime()
    {
        var inbox = new ScriptedInbox(isDurable: false);
        await using var processor = await StartWithOneRunningAsync(
            inbox, (_, token) => Task.Delay(Timeout.Infinite, token), configure: options => options.MaxConcurrency = 1);
        inbox.Add("evt_2");

        await StopAsync(processor);

        _running.Should().Be(1);
        processor.LogOf(305).Should().BeEmpty("that the time is over is no fault");
    }

    [Fact]
    public async Task Stop_InboxInMemoryHandsOutAsManyAsItIsAskedFor_IsAskedForMoreWithoutBeingWoken()
    {
        var inbox = new ScriptedInbox(isDurable: false) { OnWait = token => Task.Delay(Timeout.Infinite, token) };
        await using var processor = Processor(
            inbox, RunUntilReleasedAsync, configure: options => options.MaxConcurrency = 100, patience: TimeSpan.FromMinutes(5));
        await processor.StartAsync();
        await UntilAsync(() => inbox.Asked.Count == 1);

        Enumerable.Range(0, 65).ToList().ForEach(number => inbox.Add($"evt_{number}"));
        var stopping = processor.StopAsync();
        await UntilAsync(() => Volatile.Read(ref _running) == 65);

        inbox.Asked.Should().StartWith([64, 64, 36]);
        _gate.Release(65);
        await stopping;
    }

    [Fact]
    public async Task Stop_DrainTimeEndsWhileAnInboxInMemoryIsEmptied_NothingElseIsClaimed()
    {
        var inbox = new ScriptedInbox(isDurable: false) { OnWait = token => Task.Delay(Timeout.Infinite, token) };
        await using var processor = Processor(
            inbox, (_, token) => Task.Delay(Timeout.Infinite, token), configure: options => options.MaxConcurrency = 65);
        await processor.StartAsync();
        await UntilAsync(() => inbox.Asked.Count == 1);
        inbox.OnClaim = () => processor.Time.Advance(Drain); // and a place is left

        Enumerable.Range(0, 65).ToList().ForEach(number => inbox.Add($"evt_{number}"));
        await processor.StopAsync();

        inbox.Asked.Should().Equal(64, 64);
    }

    private async Task RunUntilReleasedAsync(WebhookEvent webhookEvent, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _running);
        await _gate.WaitAsync(cancellationToken);
    }

    private static async Task StopAsync(ProcessorUnderTest processor)
    {
        var stopping = processor.StopAsync();
        await processor.PassUntilAsync(() => stopping.IsCompleted);
        await stopping;
    }

    private static ProcessorUnderTest Processor(
        ScriptedInbox inbox, Func<WebhookEvent, CancellationToken, Task> handle, Action<WebhookProcessingOptions>? configure = null, TimeSpan? patience = null)
        => new(
            inbox,
            handle,
            options =>
            {
                options.DrainTimeout = Drain;
                options.HandlerTimeout = TimeSpan.FromHours(1);
                configure?.Invoke(options);
            },
            patience ?? Patience);

    private async Task<ProcessorUnderTest> StartWithOneRunningAsync(
        ScriptedInbox inbox,
        Func<WebhookEvent, CancellationToken, Task> handle,
        Action<WebhookProcessingOptions>? configure = null,
        int running = 1,
        TimeSpan? patience = null)
    {
        var processor = Processor(
            inbox,
            (webhookEvent, token) =>
            {
                Interlocked.Increment(ref _running);
                return handle(webhookEvent, token);
            },
            configure,
            patience);
        inbox.Add();
        await processor.StartAsync();
        await UntilAsync(() => Volatile.Read(ref _running) == running);
        return processor;
    }
}
