using EightBit.Webhooks.Receiver.Configuration;
using EightBit.Webhooks.Receiver.DeliveryLog;
using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.Handlers;
using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.InMemory;
using EightBit.Webhooks.Receiver.InMemory.Log;
using EightBit.Webhooks.Receiver.Processing;
using EightBit.Webhooks.Receiver.Tests.Diagnostics;
using EightBit.Webhooks.Receiver.Threads;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace EightBit.Webhooks.Receiver.Tests.Processing;

public sealed class EventDispatcherTests
{
    private const string Body = """{"id":"evt_1","type":"message.received","data":{"content":"hi"}}""";

    private readonly FakeTimeProvider _time = new();
    private readonly RecordedLog<WebhookProcessor> _log = new();
    private readonly ReceiverRegistry _receivers = new();
    private readonly InMemoryDeliveryLog _deliveryLog = new(Options.Create(new InMemoryInboxOptions()));
    private readonly List<string> _ran = [];
    private readonly Dictionary<string, Func<WebhookEvent, CancellationToken, Task>> _work = [];
    private RunningEvent? _running;

    [Fact]
    public async Task DispatchAsync_SeveralHandlers_RunInTheirOrderAndComplete()
    {
        AddBoth();

        (await DispatchAsync()).Should().Be(Settlement.Completed.Instance);

        _ran.Should().Equal("typed", "untyped");
        (await _deliveryLog.QueryAsync(new DeliveryLogQuery())).Items.Should().HaveCount(2).And.OnlyContain(line => line.Error == null);
    }

    [Fact]
    public async Task DispatchAsync_OneFails_TheOthersRunAllTheSame()
    {
        AddBoth();
        _work["typed"] = (_, _) => throw new InvalidOperationException("no luck");

        var retry = (await DispatchAsync()).Should().BeOfType<Settlement.Retry>().Which;

        _ran.Should().Equal("typed", "untyped");
        retry.Progress.Completed.Should().ContainSingle().Which.Should().Contain(nameof(Untyped));
        retry.Error.Should().Contain(nameof(Typed)).And.Contain("no luck");
    }

    [Fact]
    public async Task DispatchAsync_HandlersThatAreDone_DoNotRunAgain()
    {
        AddBoth();
        _work["typed"] = (_, _) => throw new WebhookRetryException(TimeSpan.FromHours(1), "later");
        var first = (await DispatchAsync()).Should().BeOfType<Settlement.Retry>().Which;
        first.Delay.Should().Be(TimeSpan.FromHours(1));
        _ran.Clear();
        _work.Clear();

        (await DispatchAsync(attempt: 2, progress: first.Progress)).Should().Be(Settlement.Completed.Instance);

        _ran.Should().Equal("typed");
    }

    [Fact]
    public async Task DispatchAsync_PayloadUnreadable_RunsUntypedHandlersOnly()
    {
        AddBoth();

        var dead = (await DispatchAsync("""{"id":"evt_1","type":"message.received","data":[1]}""")).Should().BeOfType<Settlement.Dead>().Which;

        dead.Reason.Should().Be(DeadLetterReason.UnreadablePayload);
        dead.Error.Split('\n').Should().ContainSingle("it is said once");
        (await _deliveryLog.QueryAsync(new DeliveryLogQuery())).Items.Should().Contain(line => line.Error != null && line.Error.Contains("cannot be read"));
        _ran.Should().Equal("untyped");
    }

    [Fact]
    public async Task DispatchAsync_HandlerRejects_IsDead()
    {
        AddBoth();
        _work["typed"] = (_, _) => throw new WebhookRejectedException("never");

        var dead = (await DispatchAsync()).Should().BeOfType<Settlement.Dead>().Which;

        (dead.Reason, dead.Progress.Completed.Count, dead.Progress.Rejected.Count).Should().Be((DeadLetterReason.Rejected, 1, 1));
        _log.Of(205).Should().ContainSingle();
    }

    [Fact]
    public async Task DispatchAsync_HandlerTakesLongerThanItsTimeout_IsCancelledAndRetried()
    {
        AddBoth();
        _work["typed"] = async (_, token) =>
        {
            _time.Advance(TimeSpan.FromMinutes(1));
            await Task.Delay(Timeout.InfiniteTimeSpan, token);
        };

        var retry = (await DispatchAsync()).Should().BeOfType<Settlement.Retry>().Which;

        retry.Error.Should().Contain("took longer than 00:01:00");
        _log.Of(206).Should().ContainSingle();
        _ran.Should().Equal("typed", "untyped");
    }

    [Fact]
    public async Task DispatchAsync_HandlerCancelsItself_HasFailedAndNotTimedOut()
    {
        AddBoth();
        _work["typed"] = (_, _) => throw new OperationCanceledException("of its own");

        (await DispatchAsync()).Should().BeOfType<Settlement.Retry>();

        _log.Of(206).Should().BeEmpty();
        _log.Of(204).Should().ContainSingle();
    }

    [Fact]
    public async Task DispatchAsync_InterruptedWhileAHandlerRuns_IsAbandonedAndTheNextDoesNotStart()
    {
        AddBoth();
        using var abandonAll = new CancellationTokenSource();
        _work["typed"] = async (_, token) =>
        {
            await abandonAll.CancelAsync();
            token.ThrowIfCancellationRequested();
        };

        (await DispatchAsync(abandonAll: abandonAll.Token)).Should().BeOfType<Settlement.Abandoned>().Which.Progress.Completed.Should().BeEmpty();

        _ran.Should().Equal("typed");
    }

    [Fact]
    public async Task DispatchAsync_InterruptedButTheHandlerSucceedsAllTheSame_IsKeptAndTheNextDoesNotStart()
    {
        AddBoth();
        using var abandonAll = new CancellationTokenSource();
        _work["typed"] = (_, _) => abandonAll.CancelAsync();

        var abandoned = (await DispatchAsync(abandonAll: abandonAll.Token)).Should().BeOfType<Settlement.Abandoned>().Which;

        abandoned.Progress.Completed.Should().ContainSingle().Which.Should().Contain(nameof(Typed));
        _ran.Should().Equal(["typed"], "the drain time is over: nothing new may begin");
    }

    [Fact]
    public async Task DispatchAsync_InterruptedInTheLastHandlerThatSucceeds_IsCompleted()
    {
        AddBoth();
        using var abandonAll = new CancellationTokenSource();
        _work["untyped"] = (_, _) => abandonAll.CancelAsync();

        (await DispatchAsync(abandonAll: abandonAll.Token)).Should().Be(Settlement.Completed.Instance);
    }

    [Fact]
    public async Task DispatchAsync_NoHandler_IsCompletedAndLogged()
    {
        _receivers.GetOrAdd("acme");

        (await DispatchAsync()).Should().Be(Settlement.Completed.Instance);

        _log.Of(208).Should().ContainSingle();
    }

    [Fact]
    public async Task DispatchAsync_ReceiverIsUnknown_IsLeftForANodeThatHasIt()
        => (await DispatchAsync()).Should().BeOfType<Settlement.Retry>().Which.Error.Should().Contain("no receiver named 'acme'");

    [Fact]
    public async Task DispatchAsync_ReceiverStaysUnknown_IsDeadAndSaysHowToReplay()
    {
        var dead = (await DispatchAsync(attempt: 10)).Should().BeOfType<Settlement.Dead>().Which;

        dead.Reason.Should().Be(DeadLetterReason.UnknownReceiver);
        dead.Error.Should().Contain("AddEightBitWebhooks(\"acme\")");
    }

    [Fact]
    public async Task DispatchAsync_MoreClaimsThanAttempts_IsDeadAndRunsNothing()
    {
        AddBoth();

        var dead = (await DispatchAsync(attempt: 11)).Should().BeOfType<Settlement.Dead>().Which;

        dead.Reason.Should().Be(DeadLetterReason.AttemptsExhausted);
        dead.Error.Should().StartWith("The event was claimed 10 times and the attempt was never settled").And.EndWith("what ends the process.");
        _ran.Should().BeEmpty("it may be what ends the process");
    }

    [Fact]
    public async Task DispatchAsync_HandlerFails_KeepsTypeAndMessageOfTheAttemptAndTheStackTraceOnlyOfTheLast()
    {
        AddBoth();
        _work["typed"] = (_, _) => throw new InvalidOperationException("no luck", new TimeoutException("too slow"));

        var retry = (await DispatchAsync()).Should().BeOfType<Settlement.Retry>().Which;
        var dead = (await DispatchAsync(attempt: 10)).Should().BeOfType<Settlement.Dead>().Which;

        retry.Error.Should().Be($"{typeof(Typed)}: System.InvalidOperationException: no luck ---> System.TimeoutException: too slow");
        dead.Error.Should().Contain("no luck").And.Contain("too slow").And.Contain("   at ");
        var lines = (await _deliveryLog.QueryAsync(new DeliveryLogQuery { Outcome = "failed" })).Items;
        lines.Should().HaveCount(2).And.OnlyContain(line => line.Error == retry.Error);
    }

    [Fact]
    public async Task DispatchAsync_ErrorThatIsVeryLong_IsShortened()
    {
        AddBoth();
        _work["typed"] = (_, _) => throw new InvalidOperationException(new string('x', 1_000_000));

        var retry = (await DispatchAsync()).Should().BeOfType<Settlement.Retry>().Which;
        var dead = (await DispatchAsync(attempt: 10)).Should().BeOfType<Settlement.Dead>().Which;

        retry.Error.Should().HaveLength(500).And.EndWith("(shortened)");
        dead.Error.Length.Should().BeInRange(7_990, 8_000);
    }

    [Fact]
    public async Task DispatchAsync_PayloadUnreadableInAnEarlierAttempt_IsNamedSoWhenTheOthersAreDone()
    {
        AddBoth();
        const string unreadable = """{"id":"evt_1","type":"message.received","data":[1]}""";
        _work["untyped"] = (_, _) => throw new InvalidOperationException("not yet");
        var first = (await DispatchAsync(unreadable)).Should().BeOfType<Settlement.Retry>().Which;
        _work.Clear();

        var dead = (await DispatchAsync(unreadable, attempt: 2, progress: first.Progress)).Should().BeOfType<Settlement.Dead>().Which;

        dead.Reason.Should().Be(DeadLetterReason.UnreadablePayload);
        dead.Error.Should().Contain(nameof(Typed)).And.Contain("cannot be read");
    }

    [Fact]
    public async Task DispatchAsync_HandlersOfOneEvent_ShareWhatWasRead()
    {
        AddBoth();
        _receivers.GetOrAdd("acme").AddHandler(new TypedHandlerRegistration<MessageReceived, AlsoTyped>());
        Dictionary<string, WebhookEvent> given = [];
        foreach (var handler in new[] { "typed", "untyped", "also typed" })
        {
            _work[handler] = (webhookEvent, _) =>
            {
                given.Add(handler, webhookEvent);
                return Task.CompletedTask;
            };
        }

        (await DispatchAsync()).Should().Be(Settlement.Completed.Instance);

        given["untyped"].Should().BeOfType<RawWebhookEvent>();
        given["typed"].Should().BeOfType<WebhookEvent<MessageReceived>>();
        given["also typed"].Should().BeSameAs(given["typed"]);
    }

    [Fact]
    public async Task DispatchAsync_WhileAHandlerRuns_ItCanBeNamed()
    {
        AddBoth();
        HandlerRun? current = null;
        _work["typed"] = (_, _) =>
        {
            current = _running!.CurrentHandler;
            return Task.CompletedTask;
        };

        await DispatchAsync();

        current!.Handler.Should().Be($"{typeof(Typed)}");
        _running!.CurrentHandler.Should().BeNull("none runs any more");
    }

    private void AddBoth()
    {
        var receiver = _receivers.GetOrAdd("acme");
        receiver.AddHandler(new TypedHandlerRegistration<MessageReceived, Typed>());
        receiver.AddHandler(new PatternHandlerRegistration<Untyped>(EventTypePattern.Parse("*")));
    }

    private async Task<Settlement> DispatchAsync(
        string body = Body, int attempt = 1, HandlerProgress? progress = null, CancellationToken abandonAll = default)
    {
        await using var services = new ServiceCollection()
            .AddSingleton(new Typed((webhookEvent, token) => RunAsync("typed", webhookEvent, token)))
            .AddSingleton(new AlsoTyped((webhookEvent, token) => RunAsync("also typed", webhookEvent, token)))
            .AddSingleton(new Untyped((webhookEvent, token) => RunAsync("untyped", webhookEvent, token)))
            .BuildServiceProvider();
        var options = Options.Create(new WebhookProcessingOptions());
        using var metrics = new TestMetrics();
        var invoker = new HandlerInvoker(services.GetRequiredService<IServiceScopeFactory>(), options, _time, _log);
        var dispatcher = new EventDispatcher(_receivers, invoker, new DeliveryRecorder(_deliveryLog), metrics.Metrics, options, _time, _log);
        _running = new RunningEvent(
            new InboxLease(1, 1, attempt, Deliveries.Of(body), progress ?? HandlerProgress.None),
            new ThreadWatch(places: 1, NullLogger<ThreadWatch>.Instance));
        using var registration = abandonAll.Register(_running.Interrupt);

        return await dispatcher.DispatchAsync(_running);
    }

    private Task RunAsync(string handler, WebhookEvent webhookEvent, CancellationToken cancellationToken)
    {
        _ran.Add(handler);
        return _work.TryGetValue(handler, out var work) ? work(webhookEvent, cancellationToken) : Task.CompletedTask;
    }

    private sealed class Typed(Func<WebhookEvent, CancellationToken, Task> run) : IWebhookHandler<MessageReceived>
    {
        public Task HandleAsync(WebhookEvent<MessageReceived> webhookEvent, CancellationToken cancellationToken) => run(webhookEvent, cancellationToken);
    }

    private sealed class AlsoTyped(Func<WebhookEvent, CancellationToken, Task> run) : IWebhookHandler<MessageReceived>
    {
        public Task HandleAsync(WebhookEvent<MessageReceived> webhookEvent, CancellationToken cancellationToken) => run(webhookEvent, cancellationToken);
    }

    private sealed class Untyped(Func<WebhookEvent, CancellationToken, Task> run) : IWebhookHandler
    {
        public Task HandleAsync(WebhookEvent webhookEvent, CancellationToken cancellationToken) => run(webhookEvent, cancellationToken);
    }
}
