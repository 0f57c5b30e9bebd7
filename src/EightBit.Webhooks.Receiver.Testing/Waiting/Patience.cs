using System.Diagnostics;

namespace EightBit.Webhooks.Receiver.Testing.Waiting;

/// <summary>Waits for something that is looked for again whenever something has happened.</summary>
internal sealed class Patience
{
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(30);

    /// <summary>A look now and then, for what happens elsewhere: another machine that shares the inbox, an operator.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);

    private readonly SettlementWatch _watch;
    private readonly TimeSpan _limit;

    /// <param name="watch">What happens.</param>
    /// <param name="limit">How long to wait, in real time: the application's clock may stand still. Without end under a debugger.</param>
    public Patience(SettlementWatch watch, TimeSpan? limit)
    {
        _watch = watch;
        _limit = limit ?? (Debugger.IsAttached ? Timeout.InfiniteTimeSpan : Usual);
    }

    /// <param name="look">Returns what is waited for, or null; throws when it will not come any more.</param>
    /// <param name="explain">Says what has happened instead, when the time is over.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <exception cref="WebhookWaitException">The time is over.</exception>
    public async Task<T> UntilAsync<T>(
        Func<CancellationToken, Task<T?>> look, Func<CancellationToken, Task<string>> explain, CancellationToken cancellationToken)
        where T : class
    {
        using var deadline = new CancellationTokenSource(_limit);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            while (true)
            {
                var change = _watch.NextChange;
                if (await look(either.Token) is { } found)
                {
                    return found;
                }

                await WaitAsync(change, either.Token);
            }
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new WebhookWaitException($"After {_limit.TotalSeconds:0.#} s, {await explain(cancellationToken)}");
        }
    }

    private static async Task WaitAsync(Task change, CancellationToken cancellationToken)
    {
        try
        {
            await change.WaitAsync(LookEvery, cancellationToken);
        }
        catch (TimeoutException)
        {
            // Time for a look.
        }
    }
}
