using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Processing;
using Microsoft.Extensions.DependencyInjection;

namespace Fuzz.Targets.Requests;

/// <summary>Waits until what was accepted is settled, and says whether it ended as it must.</summary>
internal sealed class Settlements : IDisposable
{
    private readonly SemaphoreSlim _settled = new(0);
    private readonly IDisposable _subscription;
    private volatile string? _problem;

    public Settlements(IServiceProvider services) => _subscription = services.GetRequiredService<SettlementFeed>().Subscribe(Look);

    /// <exception cref="BrokenPromiseException">A handler has failed on an event that it was given.</exception>
    public async Task WhenSettledAsync(int events)
    {
        for (var index = 0; index < events; index++)
        {
            await _settled.WaitAsync(); // for ever, if it has to be: whoever watches the clock says that it hangs
        }

        var problem = Interlocked.Exchange(ref _problem, null);
        Promise.That(problem is null, $"no handler fails on what it was given: {problem}");
    }

    public void Dispose()
    {
        _subscription.Dispose();
        _settled.Dispose();
    }

    private void Look(SettledAttempt attempt)
    {
        _problem ??= attempt.Settlement switch
        {
            Settlement.Completed => null,
            Settlement.Dead { Reason: DeadLetterReason.UnreadablePayload } => null, // documented: the bytes are kept, and no handler ran
            Settlement.Dead dead => dead.Error,
            Settlement.Retry retry => retry.Error,
            _ => attempt.Settlement.ToString(),
        };
        _settled.Release();
    }
}
