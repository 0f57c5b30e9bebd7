namespace EightBit.Webhooks.Cli.Simulating;

/// <summary>Ends a wait when something has changed.</summary>
internal sealed class Wake
{
    private TaskCompletionSource _next = NewSource();

    /// <summary>What ends at the next signal. Take it before looking at what a signal is about, so that none is missed.</summary>
    public Task Next()
    {
        if (Volatile.Read(ref _next).Task.IsCompleted)
        {
            Volatile.Write(ref _next, NewSource());
        }

        return Volatile.Read(ref _next).Task;
    }

    public void Signal() => Volatile.Read(ref _next).TrySetResult();

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
