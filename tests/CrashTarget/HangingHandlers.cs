namespace CrashTarget;

/// <summary>Holds the runs of hanging events, whatever their tokens say, until they are let go.</summary>
internal sealed class HangingHandlers
{
    private readonly TaskCompletionSource _release = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task WaitAsync() => _release.Task;

    public void LetGo() => _release.TrySetResult();
}
