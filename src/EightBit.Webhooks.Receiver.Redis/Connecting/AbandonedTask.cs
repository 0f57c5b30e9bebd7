namespace EightBit.Webhooks.Receiver.Redis.Connecting;

/// <summary>Waits that may be given up before what they wait for has ended.</summary>
internal static class AbandonedTask
{
    /// <summary>Like <c>WaitAsync</c>; an exception that comes when nobody waits any more is nobody's, and not reported as forgotten.</summary>
    public static Task<T> OrAbandon<T>(this Task<T> running, CancellationToken cancellationToken)
    {
        running.ContinueWith(
            static ended => _ = ended.Exception,
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        return running.WaitAsync(cancellationToken);
    }
}
