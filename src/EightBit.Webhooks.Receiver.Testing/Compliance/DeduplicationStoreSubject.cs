using EightBit.Webhooks.Receiver.Deduplication;

namespace EightBit.Webhooks.Receiver.Testing.Compliance;

/// <summary>A deduplication store with empty data of its own. Each check creates one and disposes it.</summary>
public abstract class DeduplicationStoreSubject : IAsyncDisposable
{
    /// <summary>The store.</summary>
    public abstract IDeduplicationStore Store { get; }

    /// <summary>The clock that the store goes by, or one that runs as fast.</summary>
    public abstract TimeProvider Time { get; }

    /// <summary>
    /// What the checks multiply to get every lease and retention. With fake time: 1 second. With real time: as short as the store
    /// can still tell apart reliably, such as 250 ms, since the checks then really wait.
    /// </summary>
    public abstract TimeSpan TimeUnit { get; }

    /// <summary>Lets time pass: advances a fake clock, or waits.</summary>
    /// <param name="by">How much.</param>
    public abstract Task AdvanceAsync(TimeSpan by);

    /// <summary>Opens the same data in another process. A store that lives in one process returns <see cref="Store"/>.</summary>
    public abstract Task<IDeduplicationStore> OpenSecondNodeAsync();

    /// <summary>Closes what is open and removes the data.</summary>
    public abstract ValueTask DisposeAsync();
}
