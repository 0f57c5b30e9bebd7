namespace CrashTarget;

/// <summary>Holds the first run of a hanging event, whatever its token says, until a second run of it begins or it is let go.</summary>
internal sealed class HangingHandlers
{
    private readonly TaskCompletionSource _release = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task WaitAsync(int attempt)
    {
        if (attempt > 1)
        {
            LetGo();
        }

        return _release.Task;
    }

    public void LetGo() => _release.TrySetResult();
}
