using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.Handlers;
using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Processing;
using EightBit.Webhooks.Receiver.Tests.Handlers;

namespace EightBit.Webhooks.Receiver.Tests.Processing;

public sealed class AttemptSummaryTests
{
    private static readonly HandlerRegistration A = new TypedHandlerRegistration<MessageReceived, OnMessage>();
    private static readonly HandlerRegistration B = new TypedHandlerRegistration<MessageReceived, OnMessageToo>();
    private static readonly HandlerRegistration C = new PatternHandlerRegistration<OnMuch>(EventTypePattern.Parse("*"));

    private static readonly HandlerResult Failed = new(HandlerOutcome.Failed, "A failed, at length", "A failed");
    private static readonly HandlerResult Rejected = new(HandlerOutcome.Rejected, "B rejected, at length", "B rejected");
    private static readonly HandlerResult Unreadable = new(HandlerOutcome.Unreadable, "B could not read");

    private static readonly WebhookProcessingOptions Options = new()
    {
        MaxAttempts = 3,
        RetryBaseDelay = TimeSpan.FromSeconds(4),
        RetryMaxDelay = TimeSpan.FromSeconds(100),
    };

    [Fact]
    public void Settle_NoHandler_IsCompleted() => Settle(1).Should().Be(Settlement.Completed.Instance);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    public void Settle_AllSucceeded_IsCompletedInAnyAttempt(int attempt)
        => Settle(attempt, (A, HandlerResult.Succeeded), (B, HandlerResult.Succeeded)).Should().Be(Settlement.Completed.Instance);

    [Theory]
    [InlineData(1, 2, 4)]
    [InlineData(2, 4, 8)]
    public void Settle_OneFailed_IsRetriedLaterWithoutThoseThatSucceeded(int attempt, int least, int most)
    {
        var retry = Settle(attempt, (A, Failed), (B, HandlerResult.Succeeded)).Should().BeOfType<Settlement.Retry>().Which;

        retry.Delay.TotalSeconds.Should().BeInRange(least, most);
        ShouldBe(retry.Progress, completed: [B.Name], rejected: []);
        retry.Error.Should().Be("A failed");
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public void Settle_OneFailedInTheLastAttempt_IsDead(int attempt)
    {
        var dead = Settle(attempt, (A, Failed), (B, HandlerResult.Succeeded)).Should().BeOfType<Settlement.Dead>().Which;

        dead.Reason.Should().Be(DeadLetterReason.AttemptsExhausted);
        ShouldBe(dead.Progress, completed: [B.Name], rejected: []);
        dead.Error.Should().Be("A failed, at length");
    }

    [Fact]
    public void Settle_OneRejectedAndTheOthersSucceeded_IsDeadAtOnce()
    {
        var dead = Settle(1, (A, HandlerResult.Succeeded), (B, Rejected)).Should().BeOfType<Settlement.Dead>().Which;

        dead.Reason.Should().Be(DeadLetterReason.Rejected);
        ShouldBe(dead.Progress, completed: [A.Name], rejected: [B.Name]);
        dead.Error.Should().Be("B rejected, at length");
    }

    [Fact]
    public void Settle_OneRejectedWhileAnotherFailed_IsRetriedForTheOther()
    {
        var retry = Settle(1, (A, Failed), (B, Rejected), (C, HandlerResult.Succeeded)).Should().BeOfType<Settlement.Retry>().Which;

        ShouldBe(retry.Progress, completed: [C.Name], rejected: [B.Name]);
        retry.Error.Should().Be("A failed\nB rejected");
    }

    [Fact]
    public void Settle_RejectedInAnEarlierAttemptAndTheOthersSucceedNow_IsDead()
    {
        var lease = Lease(2, new HandlerProgress([], [B.Name, C.Name]));

        var dead = Settle(lease, (A, HandlerResult.Succeeded)).Should().BeOfType<Settlement.Dead>().Which;

        dead.Reason.Should().Be(DeadLetterReason.Rejected);
        ShouldBe(dead.Progress, completed: [A.Name], rejected: [B.Name, C.Name]);
        dead.Error.Should().Be($"Failed for good in an earlier attempt: {B.Name}, {C.Name}.");
    }

    [Fact]
    public void Settle_PayloadUnreadable_IsDeadAtOnceAndNamedSo()
    {
        var dead = Settle(1, (B, Unreadable), (C, HandlerResult.Succeeded)).Should().BeOfType<Settlement.Dead>().Which;

        dead.Reason.Should().Be(DeadLetterReason.UnreadablePayload);
        ShouldBe(dead.Progress, completed: [C.Name], rejected: [B.Name]);
    }

    [Fact]
    public void Settle_PayloadUnreadableInAnEarlierAttempt_IsNamedSoStill()
    {
        var lease = Lease(2, new HandlerProgress([], [B.Name]));
        var summary = new AttemptSummary(lease);
        summary.HasFailedForGoodBefore(B).Should().BeTrue();
        summary.HasFailedForGoodBefore(A).Should().BeFalse();
        summary.AddUnreadableBefore(Unreadable);
        summary.AddUnreadableBefore(HandlerResult.Unreadable("D", "neither"));
        summary.Add(C, HandlerResult.Succeeded);

        var dead = summary.Settle(Options).Should().BeOfType<Settlement.Dead>().Which;

        dead.Reason.Should().Be(DeadLetterReason.UnreadablePayload);
        dead.Error.Should().Be("B could not read\nD: neither");
    }

    [Fact]
    public void Settle_ManyLongErrors_AreShortenedTogetherAndNoneIsLeftOut()
    {
        var a = Failed with { Error = "A" + new string('a', 7_999), ShortError = "A" + new string('a', 499) };
        var b = Failed with { Error = "B" + new string('b', 7_999), ShortError = "B" + new string('b', 499) };
        (HandlerRegistration, HandlerResult)[] results = [.. Enumerable.Repeat((A, a), 4), .. Enumerable.Repeat((B, b), 4)];

        var retry = Settle(1, results).Should().BeOfType<Settlement.Retry>().Which;
        var dead = Settle(3, results).Should().BeOfType<Settlement.Dead>().Which;

        retry.Error.Length.Should().BeInRange(1_900, 2_000);
        dead.Error.Length.Should().BeInRange(7_900, 8_000);
        retry.Error.Split('\n').Select(line => line[0]).Should().Equal("AAAABBBB");
        dead.Error.Split('\n').Select(line => line[0]).Should().Equal("AAAABBBB");
    }

    [Fact]
    public void Settle_PayloadUnreadableWhileAnUntypedHandlerFailed_IsRetriedForThatOne()
    {
        var retry = Settle(1, (B, Unreadable), (C, Failed)).Should().BeOfType<Settlement.Retry>().Which;

        ShouldBe(retry.Progress, completed: [], rejected: [B.Name]);
    }

    [Fact]
    public void Settle_Interrupted_IsAbandonedWithWhatIsDone()
    {
        foreach (var attempt in new[] { 1, 3, 4 })
        {
            var abandoned = Settle(attempt, (A, HandlerResult.Succeeded), (B, Rejected), (C, HandlerResult.Interrupted))
                .Should().BeOfType<Settlement.Abandoned>().Which;

            ShouldBe(abandoned.Progress, completed: [A.Name], rejected: [B.Name]);
        }
    }

    [Fact]
    public void Settle_InterruptedAfterAFailure_IsAbandonedSoThatTheFailureDoesNotCount()
        => Settle(3, (A, Failed), (B, HandlerResult.Interrupted)).Should().BeOfType<Settlement.Abandoned>();

    [Fact]
    public void Settle_HandlerChoseTheDelay_ItWinsOverTheSchedule()
    {
        foreach (var delay in new[] { TimeSpan.Zero, TimeSpan.FromTicks(1), TimeSpan.FromDays(7) })
        {
            DelayOf((A, Failed with { RetryIn = delay })).Should().Be(delay);
            DelayOf((A, Failed with { RetryIn = delay }), (B, Failed)).Should().Be(delay, "the other one has no wish");
            DelayOf((B, Failed), (A, Failed with { RetryIn = delay })).Should().Be(delay, "in either order");
        }
    }

    [Fact]
    public void Settle_HandlersChoseDifferentDelays_TheLongestWins()
    {
        var shorter = Failed with { RetryIn = TimeSpan.FromSeconds(1) };
        var longer = Failed with { RetryIn = TimeSpan.FromHours(1) };

        DelayOf((A, shorter), (B, longer)).Should().Be(TimeSpan.FromHours(1));
        DelayOf((A, longer), (B, shorter)).Should().Be(TimeSpan.FromHours(1));
    }

    [Fact]
    public void Settle_HandlerChoseTheDelayInTheLastAttempt_IsDeadAllTheSame()
        => Settle(3, (A, Failed with { RetryIn = TimeSpan.Zero })).Should().BeOfType<Settlement.Dead>();

    [Fact]
    public void IsStillToRun_DoneOrRejectedBefore_IsNot()
    {
        var summary = new AttemptSummary(Lease(2, new HandlerProgress([A.Name], [B.Name])));

        summary.IsStillToRun(A).Should().BeFalse();
        summary.IsStillToRun(B).Should().BeFalse();
        summary.IsStillToRun(C).Should().BeTrue();
    }

    [Fact]
    public void Settle_LaterAttempt_KeepsTheProgressOfEarlierOnes()
    {
        var lease = Lease(2, new HandlerProgress(["a handler of an earlier version"], []));

        var retry = Settle(lease, (A, Failed)).Should().BeOfType<Settlement.Retry>().Which;

        ShouldBe(retry.Progress, completed: ["a handler of an earlier version"], rejected: []);
        ShouldBe(lease.Progress, completed: ["a handler of an earlier version"], rejected: []);
    }

    private static void ShouldBe(HandlerProgress progress, string[] completed, string[] rejected)
    {
        progress.Completed.Should().Equal(completed);
        progress.Rejected.Should().Equal(rejected);
    }

    private static TimeSpan DelayOf(params (HandlerRegistration Handler, HandlerResult Result)[] results)
        => Settle(1, results).Should().BeOfType<Settlement.Retry>().Which.Delay;

    private static Settlement Settle(int attempt, params (HandlerRegistration Handler, HandlerResult Result)[] results)
        => Settle(Lease(attempt, HandlerProgress.None), results);

    private static Settlement Settle(InboxLease lease, params (HandlerRegistration Handler, HandlerResult Result)[] results)
    {
        var summary = new AttemptSummary(lease);
        foreach (var (handler, result) in results)
        {
            summary.Add(handler, result);
        }

        return summary.Settle(Options);
    }

    private static InboxLease Lease(int attempt, HandlerProgress progress) => new(1, 1, attempt, Deliveries.Of("{}"), progress);
}
