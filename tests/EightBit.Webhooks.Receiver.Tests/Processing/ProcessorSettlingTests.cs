using System.Diagnostics.Metrics;
using EightBit.Webhooks.Receiver.FunctionalTests.Hosting;
using EightBit.Webhooks.Receiver.Handlers;
using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Processing;
using Microsoft.Extensions.DependencyInjection;
using static EightBit.Webhooks.Receiver.Tests.Processing.ProcessorClaimingTests;

namespace EightBit.Webhooks.Receiver.Tests.Processing;

public sealed class ProcessorSettlingTests
{
    private readonly ScriptedInbox _inbox = new();

    [Fact]
    public async Task Settle_HandlerSucceeds_IsCompletedLoggedCountedAndPublished()
    {
        await using var processor = new ProcessorUnderTest(_inbox);
        using var metrics = new MetricRecorder(processor.Services.GetRequiredService<IMeterFactory>());
        var published = new TaskCompletionSource<SettledAttempt>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var subscription = processor.Services.GetRequiredService<SettlementFeed>().Subscribe(published.SetResult);
        var lease = _inbox.Add();

        await processor.StartAsync();

        (await published.Task.WaitAsync(TimeSpan.FromSeconds(30))).Should().Be(new SettledAttempt(lease, Settlement.Completed.Instance));
        processor.LogOf(200).Should().ContainSingle().Which.Message.Should().Contain("evt_1").And.Contain("attempt 1");
        (await metrics.WhenAsync("eightbit.webhooks.attempts", attempt => attempt.Value > 0)).Outcome.Should().Be("completed");
    }

    [Fact]
    public async Task Settle_HandlerFails_IsRetriedAndLogged()
    {
        await using var processor = new ProcessorUnderTest(_inbox, (_, _) => throw new InvalidOperationException("no luck"));
        _inbox.Add(attempt: 2);

        await processor.StartAsync();

        var retry = (await _inbox.WhenSettledAsync()).Should().BeOfType<Settlement.Retry>().Which;
        retry.Progress.Completed.Should().Equal("done before");
        (await processor.Log.WhenAsync(201)).Message.Should().Contain("attempt 2 of 10").And.Contain($"{retry.Delay}");
    }

    [Fact]
    public async Task Settle_HandlerRejects_IsDeadAndLogged()
    {
        await using var processor = new ProcessorUnderTest(_inbox, (_, _) => throw new WebhookRejectedException("never"));
        _inbox.Add();

        await processor.StartAsync();

        (await _inbox.WhenSettledAsync()).Should().BeOfType<Settlement.Dead>().Which.Reason.Should().Be(DeadLetterReason.Rejected);
        (await processor.Log.WhenAsync(203)).Message.Should().Contain("Rejected").And.Contain("never");
    }

    [Fact]
    public async Task Settle_InboxCannotBeReached_IsTriedAgainUntilItCan()
    {
        var outages = 3;
        _inbox.OnSettle = _ => Interlocked.Decrement(ref outages) < 0 ? true : throw new IOException("The inbox is down.");
        await using var processor = new ProcessorUnderTest(_inbox);
        _inbox.Add();
        await processor.StartAsync();
        await processor.Log.WhenAsync(302);
        processor.LogOf(302).Should().ContainSingle("it is not asked in a tight loop");

        await processor.PassUntilAsync(() => _inbox.HasSettled);

        processor.LogOf(302).Should().HaveCount(3).And.OnlyContain(line => line.Exception is IOException);
        (await processor.Log.WhenAsync(200)).Message.Should().Contain("evt_1");
        processor.LogOf(303).Should().BeEmpty();
    }

    [Fact]
    public async Task Settle_InboxCannotBeReachedForLong_IsAskedLessAndLessOften()
    {
        var asked = new List<DateTimeOffset>();
        await using var processor = new ProcessorUnderTest(_inbox);
        _inbox.OnSettle = _ =>
        {
            asked.Add(processor.Time.GetUtcNow());
            return asked.Count > 10 ? true : throw new IOException("The inbox is down.");
        };
        _inbox.Add();
        await processor.StartAsync();

        await processor.PassUntilAsync(() => _inbox.HasSettled);

        (asked[10] - asked[9]).Should().BeGreaterThanOrEqualTo(TimeSpan.FromSeconds(5), "the pauses have grown to ten seconds, half of them random");
    }

    [Fact]
    public async Task Settle_InboxCannotBeReachedUntilTheEnd_IsGivenUpAndNamed()
    {
        _inbox.OnSettle = _ => throw new IOException("The inbox is down.");
        await using var processor = new ProcessorUnderTest(
            _inbox, configure: options => options.DrainTimeout = TimeSpan.FromSeconds(1), shutdown: TimeSpan.FromSeconds(1.2));
        _inbox.Add();
        await processor.StartAsync();
        await processor.Log.WhenAsync(302);

        var stopping = processor.StopAsync();
        await processor.PassUntilAsync(() => stopping.IsCompleted);
        await stopping;

        (await processor.Log.WhenAsync(303)).Message.Should().Contain("evt_1 (message.received)");
        processor.LogOf(302).Should().NotBeEmpty();
    }

    [Fact]
    public async Task Settle_SomebodyElseHasTheEvent_IsLoggedOnceAndNotTriedAgain()
    {
        var asked = 0;
        _inbox.OnSettle = _ => Interlocked.Increment(ref asked) == 0;
        await using var processor = new ProcessorUnderTest(_inbox);
        var published = 0;
        using var subscription = processor.Services.GetRequiredService<SettlementFeed>().Subscribe(_ => published++);
        _inbox.Add();
        await processor.StartAsync();
        (await processor.Log.WhenAsync(210)).Message.Should().Contain("evt_1, attempt 1");
        await processor.StopAsync();

        (asked, published).Should().Be((1, 0));
        processor.LogOf(200).Should().BeEmpty();
        processor.LogOf(210).Should().ContainSingle();
    }

    [Fact]
    public async Task Settle_BodyThatTheInboxHasDamaged_IsTriedAgainLateAndThenDead()
    {
        await using var processor = new ProcessorUnderTest(_inbox);
        _inbox.Add(body: "damaged");
        await processor.StartAsync();
        var retry = (await _inbox.WhenSettledAsync()).Should().BeOfType<Settlement.Retry>().Which;
        _inbox.Add(attempt: 10, body: "damaged");
        var dead = (await _inbox.WhenSettledAsync()).Should().BeOfType<Settlement.Dead>().Which;

        retry.Delay.Should().Be(new WebhookProcessingOptions().RetryMaxDelay);
        retry.Progress.Completed.Should().Equal("done before");
        retry.Error.Should().StartWith("The event could not be dispatched: System.IO.InvalidDataException");
        dead.Reason.Should().Be(DeadLetterReason.AttemptsExhausted);
        dead.Progress.Completed.Should().Equal("done before");
        dead.Error.Should().StartWith("The event could not be dispatched: ").And.Contain("   at ");
        processor.LogOf(209).Should().HaveCount(2);
    }

    [Fact]
    public async Task Renew_LeaseIsLost_StopsTheHandlerAndSettlesNothing()
    {
        var stopped = new TaskCompletionSource();
        await using var processor = new ProcessorUnderTest(
            _inbox,
            async (_, token) =>
            {
                try
                {
                    await Task.Delay(Timeout.Infinite, token);
                }
                finally
                {
                    stopped.SetResult();
                }
            },
            options => options.HandlerTimeout = TimeSpan.FromHours(1));
        using var metrics = new MetricRecorder(processor.Services.GetRequiredService<IMeterFactory>());
        _inbox.OnRenew = leases => leases;
        _inbox.Add();
        await processor.StartAsync();

        await processor.PassUntilAsync(() => stopped.Task.IsCompleted);

        (await processor.Log.WhenAsync(210)).Message.Should().Contain("evt_1");
        (await metrics.WhenAsync("eightbit.webhooks.attempts", attempt => attempt.Value > 0)).Outcome.Should().Be("lost");
        await processor.StopAsync();
        _inbox.HasSettled.Should().BeFalse();
    }

    [Fact]
    public async Task Renew_LostIsWhatDoesNotRunHere_IsOfNoConcern()
    {
        var gate = new SemaphoreSlim(0);
        var asked = 0;
        await using var processor = new ProcessorUnderTest(
            _inbox, (_, token) => gate.WaitAsync(token), options => options.HandlerTimeout = TimeSpan.FromHours(1));
        var ended = new InboxLease(99, 1, 1, _inbox.Add().Delivery, HandlerProgress.None);
        _inbox.OnRenew = _ =>
        {
            asked++;
            return [ended];
        };
        await processor.StartAsync();
        await processor.PassUntilAsync(() => asked >= 2);

        gate.Release();

        (await _inbox.WhenSettledAsync()).Should().Be(Settlement.Completed.Instance);
        processor.LogOf(304).Should().BeEmpty();
        processor.LogOf(210).Should().BeEmpty();
    }

    [Fact]
    public async Task Renew_WithEachHeartbeat_IsNotRepeatedByTheNextClaim()
    {
        var gate = new SemaphoreSlim(0);
        var running = 0;
        var renewals = 0;
        _inbox.OnRenew = _ =>
        {
            Interlocked.Increment(ref renewals);
            return [];
        };
        await using var processor = new ProcessorUnderTest(
            _inbox,
            (_, token) =>
            {
                Interlocked.Increment(ref running);
                return gate.WaitAsync(token);
            },
            options => (options.HandlerTimeout, options.LeaseDuration) = (TimeSpan.FromHours(1), TimeSpan.FromSeconds(60)));
        _inbox.Add("evt_1");
        await processor.StartAsync();
        await UntilAsync(() => Volatile.Read(ref running) == 1);
        for (var beat = 1; beat <= 4; beat++)
        {
            processor.Time.Advance(TimeSpan.FromSeconds(20));
            await UntilAsync(() => Volatile.Read(ref renewals) == beat);
        }

        _inbox.Add("evt_2");
        await UntilAsync(() => Volatile.Read(ref running) == 2);

        renewals.Should().Be(4);
        gate.Release(2);
    }

    [Fact]
    public async Task Renew_InboxCannotBeReached_IsLoggedAndHandlersGoOn()
    {
        var gate = new SemaphoreSlim(0);
        _inbox.OnRenew = _ => throw new IOException("The inbox is down.");
        await using var processor = new ProcessorUnderTest(
            _inbox, (_, token) => gate.WaitAsync(token), options => options.HandlerTimeout = TimeSpan.FromHours(1));
        _inbox.Add();
        await processor.StartAsync();
        await processor.PassUntilAsync(() => processor.LogOf(304).Count >= 2);
        processor.LogOf(304)[0].Message.Should().Contain("leases of 1 running events");

        gate.Release();

        (await _inbox.WhenSettledAsync()).Should().Be(Settlement.Completed.Instance);
    }

    [Fact]
    public async Task Renew_ThriceALease_AsksForWhatRunsAndNothingElse()
    {
        var gate = new SemaphoreSlim(0);
        var renewed = new System.Collections.Concurrent.ConcurrentQueue<IReadOnlyList<InboxLease>>();
        _inbox.OnRenew = leases =>
        {
            renewed.Enqueue(leases);
            return [];
        };
        await using var processor = new ProcessorUnderTest(
            _inbox, (_, token) => gate.WaitAsync(token), options => options.HandlerTimeout = TimeSpan.FromHours(1));
        await processor.StartAsync();
        await processor.PassAsync(TimeSpan.FromMinutes(2));
        renewed.Should().BeEmpty("nothing runs");
        processor.LogOf(304).Should().BeEmpty();

        var lease = _inbox.Add();
        await UntilAsync(() => _inbox.Asked.Count >= 2);
        await processor.PassAsync(TimeSpan.FromMinutes(1));
        renewed.Should().HaveCountGreaterThanOrEqualTo(2).And.HaveCountLessThanOrEqualTo(4);
        renewed.Should().OnlyContain(leases => leases.Single() == lease);

        gate.Release();
        await _inbox.WhenSettledAsync();
        await processor.Log.WhenAsync(200);
        await UntilAsync(() => _inbox.Asked.Count >= 3);
        var before = renewed.Count;
        await processor.PassAsync(TimeSpan.FromMinutes(2));
        renewed.Should().HaveCountLessThanOrEqualTo(before + 1, "it has ended");
    }

    [Fact]
    public async Task Handler_ThatIgnoresItsTimeout_IsReportedOnceAfterTheGrace()
    {
        var gate = new TaskCompletionSource();
        await using var processor = new ProcessorUnderTest(
            _inbox, (_, _) => gate.Task, options => options.LeaseDuration = TimeSpan.FromSeconds(15));
        _inbox.Add();
        await processor.StartAsync();
        await UntilAsync(() => _inbox.Asked.Count >= 1);
        await processor.PassAsync(TimeSpan.FromSeconds(69));
        processor.LogOf(207).Should().BeEmpty();

        await processor.PassUntilAsync(() => processor.LogOf(207).Count > 0);
        await processor.PassAsync(TimeSpan.FromSeconds(60));

        processor.LogOf(207).Should().ContainSingle().Which.Message.Should().Contain("evt_1").And.Contain("holds one of 16 places");
        gate.SetResult();
        (await _inbox.WhenSettledAsync()).Should().Be(Settlement.Completed.Instance);
    }
}
