using EightBit.Webhooks.Receiver.Receiving;
using EightBit.Webhooks.Receiver.Threads;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace EightBit.Webhooks.Receiver.Tests.Receiving;

public sealed class AcknowledgementBudgetTests : IDisposable
{
    private static readonly TimeSpan Four = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan One = TimeSpan.FromSeconds(1);

    private readonly FakeTimeProvider _time = new();
    private readonly CancellationTokenSource _sender = new();

    public void Dispose() => _sender.Dispose();

    [Fact]
    public void Token_TimePasses_IsCancelledWhenTheBudgetIsUsedUpAndNotBefore()
    {
        using var budget = Budget();
        var token = budget.Token;

        _time.Advance(Four - One);
        (token.IsCancellationRequested, budget.IsUsedUp).Should().Be((false, false));

        _time.Advance(One);
        (token.IsCancellationRequested, budget.IsUsedUp).Should().Be((true, true));
    }

    [Fact]
    public void Token_AskedForLate_CountsTheTimeFromTheStart()
    {
        using var budget = Budget();
        _time.Advance(Four - One);
        var token = budget.Token;

        token.IsCancellationRequested.Should().BeFalse();
        _time.Advance(One);

        token.IsCancellationRequested.Should().BeTrue();
    }

    [Fact]
    public void Token_AskedForAfterTheEnd_IsCancelledAtOnce()
    {
        using var budget = Budget();
        _time.Advance(Four + One);

        budget.Token.IsCancellationRequested.Should().BeTrue();
        budget.IsUsedUp.Should().BeTrue();
    }

    [Fact]
    public void Token_AskedForTwice_IsTheSame()
    {
        using var budget = Budget();

        budget.Token.Should().Be(budget.Token);
    }

    [Fact]
    public void Token_SenderGoesAway_IsCancelledAlthoughTimeIsLeft()
    {
        using var budget = Budget();
        var token = budget.Token;

        _sender.Cancel();

        (token.IsCancellationRequested, budget.IsUsedUp).Should().Be((true, false));
    }

    [Fact]
    public async Task WaitFor_CallThatNeverEnds_IsGivenUpWithTheBudget()
    {
        using var budget = Budget();
        var waiting = budget.WaitFor(Code, _ => new ValueTask<int>(new TaskCompletionSource<int>().Task));
        waiting.IsCompleted.Should().BeFalse();

        _time.Advance(Four);

        await waiting.Invoking(call => call).Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task WaitFor_CallThatBlocksItsThread_IsGivenUpWithTheBudget()
    {
        using var budget = Budget();
        using var blocked = new ManualResetEventSlim();
        var waiting = budget.WaitFor(Code, _ =>
        {
            blocked.Wait(CancellationToken.None); // as code that knows no token
            return new ValueTask<int>(42);
        });

        _time.Advance(Four);

        await waiting.Invoking(call => call).Should().ThrowAsync<OperationCanceledException>();
        blocked.Set();
    }

    [Fact]
    public async Task WaitFor_CallThatEndsInTime_GivesItsResult()
    {
        using var budget = Budget();
        var call = new TaskCompletionSource<int>();
        var waiting = budget.WaitFor(Code, _ => new ValueTask<int>(call.Task));

        call.SetResult(42);

        (await waiting).Should().Be(42);
    }

    [Fact]
    public void Dispose_OnceTimed_EndsTheTimer()
    {
        var budget = Budget();
        var token = budget.Token;

        budget.Dispose();
        _time.Advance(Four);
        _sender.Cancel();

        token.IsCancellationRequested.Should().BeFalse("neither the clock nor the request may hold on to a delivery that is answered");
    }

    private static ApplicationCode Code { get; } = new(new ThreadWatch(places: 1, NullLogger<ThreadWatch>.Instance), "The call");

    private AcknowledgementBudget Budget() => new(new DefaultHttpContext { RequestAborted = _sender.Token }, Four, _time);
}
