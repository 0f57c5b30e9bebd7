using EightBit.Webhooks.Receiver.Processing;
using Microsoft.Extensions.Time.Testing;

namespace EightBit.Webhooks.Receiver.Tests.Processing;

public sealed class IdleWaitTests : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly FakeTimeProvider _time = new();
    private readonly WakeSignal _settled = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly ScriptedInbox _inbox = new();
    private readonly TaskCompletionSource _inboxWakes = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<CancellationToken> _waits = [];
    private readonly IdleWait _wait;

    public IdleWaitTests()
    {
        _inbox.OnWait = token =>
        {
            _waits.Add(token);
            return _inboxWakes.Task;
        };
        _wait = new IdleWait(_inbox, _settled, _time, _stop.Token);
    }

    public async ValueTask DisposeAsync()
    {
        _inboxWakes.TrySetResult();
        await _wait.DisposeAsync();
        _stop.Dispose();
    }

    [Fact]
    public async Task WaitAsync_EndAskedFor_IsNotBegun()
    {
        await _stop.CancelAsync();

        await FluentActions.Awaiting(() => Wait(null)).Should().ThrowAsync<OperationCanceledException>();

        _waits.Should().BeEmpty();
    }

    [Fact]
    public async Task WaitAsync_DueMeanwhile_IsNotBegun()
    {
        var askedAt = _time.GetTimestamp();
        _time.Advance(TimeSpan.FromSeconds(1));

        await Wait(TimeSpan.FromSeconds(1), askedAt);

        _waits.Should().BeEmpty();
    }

    [Fact]
    public async Task WaitAsync_SomethingDue_EndsThen()
    {
        var askedAt = _time.GetTimestamp();
        _time.Advance(TimeSpan.FromSeconds(1));
        var waiting = Wait(TimeSpan.FromSeconds(3), askedAt);

        _time.Advance(TimeSpan.FromSeconds(1.9));
        waiting.IsCompleted.Should().BeFalse();
        _time.Advance(TimeSpan.FromSeconds(0.1));

        await waiting.WaitAsync(Patience);
    }

    [Fact]
    public async Task WaitAsync_EndedBySettlement_KeepsTheWaitOfTheInboxForTheNext()
    {
        _settled.Set();
        await Wait(null);
        _settled.Reset();

        var next = Wait(null);
        next.IsCompleted.Should().BeFalse("a settlement ends one wait");
        _waits.Should().ContainSingle();
        _inboxWakes.SetResult();

        await next.WaitAsync(Patience);
    }

    [Fact]
    public async Task WaitAsync_SettlementAfterTheInboxHasWoken_EndsTheNext()
    {
        _inboxWakes.SetResult();
        await Wait(null).WaitAsync(Patience);
        _inbox.OnWait = _ => new TaskCompletionSource().Task.WaitAsync(_stop.Token);
        var next = Wait(null);

        _settled.Set();

        await next.WaitAsync(Patience);
        await _stop.CancelAsync();
    }

    [Fact]
    public async Task WaitAsync_InboxThatCannotBeReached_SaysSo()
    {
        _inboxWakes.SetException(new IOException("The inbox is down."));

        await FluentActions.Awaiting(() => Wait(null)).Should().ThrowAsync<IOException>();
    }

    [Fact]
    public async Task DisposeAsync_InboxStillWaits_CancelsAndAwaitsIt()
    {
        _settled.Set();
        await Wait(null);

        var disposal = _wait.DisposeAsync().AsTask();

        _waits.Should().ContainSingle().Which.IsCancellationRequested.Should().BeTrue();
        disposal.IsCompleted.Should().BeFalse("the inbox has not let go yet");
        _inboxWakes.SetException(new OperationCanceledException());
        await disposal.WaitAsync(Patience);
    }

    private Task Wait(TimeSpan? nextDue) => Wait(nextDue, _time.GetTimestamp());

    private Task Wait(TimeSpan? nextDue, long askedAt) => _wait.WaitAsync(nextDue, askedAt).AsTask();
}
