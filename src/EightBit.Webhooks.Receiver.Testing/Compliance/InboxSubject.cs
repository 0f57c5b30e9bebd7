namespace EightBit.Webhooks.Receiver.Testing.Compliance;

/// <summary>An inbox with empty data of its own, and what a check can do to it. Each check creates one and disposes it.</summary>
/// <remarks>
/// Leave out nothing that the inbox would have in production but its size: what is not part of the subject is not checked.
/// </remarks>
public abstract class InboxSubject : IAsyncDisposable
{
    /// <summary>What the inbox can be put through; the same value that the list of checks was made with.</summary>
    public abstract InboxCapabilities Capabilities { get; }

    /// <summary>The process that the checks work with. After <see cref="CrashAndReopenAsync"/> it is another one.</summary>
    public abstract InboxNode Node { get; }

    /// <summary>The clock that the inbox goes by, or one that runs as fast.</summary>
    public abstract TimeProvider Time { get; }

    /// <summary>
    /// What the checks multiply to get every lease, delay and retention. With fake time: 1 second. With real time: as short as the
    /// inbox can still tell apart reliably, such as 250 ms, since the checks then really wait.
    /// </summary>
    public abstract TimeSpan TimeUnit { get; }

    /// <summary>Lets time pass: advances a fake clock, or waits.</summary>
    /// <param name="by">How much.</param>
    public abstract Task AdvanceAsync(TimeSpan by);

    /// <summary>
    /// Sets the clock that the inbox goes by, forwards or backwards, while no time passes: <see cref="TimeProvider.GetUtcNow"/> jumps, and
    /// <see cref="TimeProvider.GetTimestamp"/> and timers do not. Only called where <see cref="InboxCapabilities.ClockSteps"/> is declared.
    /// </summary>
    /// <param name="by">By how much; negative to set it back.</param>
    public virtual Task SetClockAsync(TimeSpan by)
        => throw new NotSupportedException($"Override {nameof(SetClockAsync)}: {Capabilities} is declared.");

    /// <summary>
    /// Ends the process of <see cref="Node"/> as a power cut would: nothing is disposed, flushed or told. Then opens
    /// <see cref="Node"/> again on what was kept. Only called where <see cref="InboxCapabilities.CrashAndReopen"/> is declared.
    /// </summary>
    public virtual Task CrashAndReopenAsync()
        => throw new NotSupportedException($"Override {nameof(CrashAndReopenAsync)}: {Capabilities} is declared.");

    /// <summary>
    /// Opens the same data in another process, beside <see cref="Node"/>; the subject disposes it. Only called where
    /// <see cref="InboxCapabilities.SecondNode"/> is declared.
    /// </summary>
    public virtual Task<InboxNode> OpenSecondNodeAsync()
        => throw new NotSupportedException($"Override {nameof(OpenSecondNodeAsync)}: {Capabilities} is declared.");

    /// <summary>
    /// Looks past the inbox into what it stores, when every event is completed or purged: rows, keys, list entries, reserved
    /// room. Everything but remembered ids and counters is residue.
    /// </summary>
    /// <returns>What is left, for the message of the check; null when nothing is.</returns>
    public abstract ValueTask<string?> DescribeResidueAsync();

    /// <summary>Closes what is open and removes the data.</summary>
    public abstract ValueTask DisposeAsync();
}
