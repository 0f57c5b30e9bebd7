using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.Inbox;

namespace EightBit.Webhooks.Receiver.Tests.Processing;

/// <summary>An inbox may hand out what still runs here: its clock was set, or the process was paused. Nothing runs twice at once for that.</summary>
public sealed class ProcessorAdoptingTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ScriptedInbox _inbox = new();
    private readonly TaskCompletionSource _begun = new();
    private readonly TaskCompletionSource _end = new();
    private int _runs;

    [Fact]
    public async Task Claim_OfWhatRunsHere_GoesOnUnderTheNewLease()
    {
        var lease = _inbox.Add();
        await using var processor = new ProcessorUnderTest(_inbox, RunAsync);
        await processor.StartAsync();
        await _begun.Task.WaitAsync(Patience);

        _inbox.AddAgain(lease);
        await WhenAdoptedAsync(processor, 1);
        _end.SetResult();

        (await _inbox.WhenSettledAsync()).Should().BeOfType<Settlement.Completed>();
        _inbox.SettledTokens.Should().Equal(lease.Token + 1);
        _runs.Should().Be(1);
    }

    [Fact]
    public async Task Claim_WhileTheOldLeaseIsBeingSettled_SettlesTheNewOne()
    {
        var lease = _inbox.Add();
        ProcessorUnderTest? processor = null;
        _inbox.OnSettle = _ =>
        {
            if (_inbox.SettledTokens is [_])
            {
                _inbox.AddAgain(lease);
                SpinWait.SpinUntil(() => processor!.LogOf(221).Count > 0, Patience).Should().BeTrue();
                return false;
            }

            return true;
        };
        await using (processor = new ProcessorUnderTest(_inbox, RunAsync))
        {
            _end.SetResult();
            await processor.StartAsync();

            await _inbox.WhenSettledAsync();
            (await _inbox.WhenSettledAsync()).Should().BeOfType<Settlement.Completed>();
        }

        _inbox.SettledTokens.Should().Equal(lease.Token, lease.Token + 1);
        _runs.Should().Be(1);
        processor.LogOf(210).Should().BeEmpty("it was not lost");
    }

    [Fact]
    public async Task Claim_OfWhatWasLostAndDoesNotStop_RunsItAfterTheFirstHasEnded()
    {
        var renewals = 0;
        _inbox.OnRenew = leases => Interlocked.Increment(ref renewals) == 1 ? leases : [];
        var lease = _inbox.Add();
        await using var processor = new ProcessorUnderTest(_inbox, RunAsync);
        await processor.StartAsync();
        await _begun.Task.WaitAsync(Patience);
        await processor.PassUntilAsync(() => Volatile.Read(ref renewals) > 1);

        _inbox.AddAgain(lease);
        await processor.PassUntilAsync(() => !_inbox.HasReady);
        _runs.Should().Be(1, "the first run ignores its token");
        _end.SetResult();

        (await _inbox.WhenSettledAsync()).Should().BeOfType<Settlement.Completed>();
        _inbox.SettledTokens.Should().Equal(lease.Token + 1);
        _runs.Should().Be(2);
    }

    /// <summary>What an inbox has lost, and what it accepts afterwards, may have the same number.</summary>
    [Fact]
    public async Task Claim_OfAnotherEventUnderTheNumberOfOneThatRuns_RunsIt()
    {
        var lease = _inbox.Add("evt_1");
        await using var processor = new ProcessorUnderTest(_inbox, RunAsync);
        await processor.StartAsync();
        await _begun.Task.WaitAsync(Patience);

        _inbox.AddAgain(lease, "evt_2");
        await processor.PassUntilAsync(() => Volatile.Read(ref _runs) == 2);
        _end.SetResult();

        await _inbox.WhenSettledAsync();
        await _inbox.WhenSettledAsync();
        _inbox.SettledTokens.Should().BeEquivalentTo([lease.Token, lease.Token + 1]);
        processor.LogOf(221).Should().BeEmpty();
    }

    private static async Task WhenAdoptedAsync(ProcessorUnderTest processor, int count)
        => await processor.PassUntilAsync(() => processor.LogOf(221).Count == count);

    private async Task RunAsync(WebhookEvent webhookEvent, CancellationToken token)
    {
        Interlocked.Increment(ref _runs);
        _begun.TrySetResult();
        await _end.Task;
    }
}
