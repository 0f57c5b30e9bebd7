namespace CrashTarget;

/// <summary>Holds the first run of a hanging event, whatever its token says, until a second run of it begins.</summary>
internal sealed class HangingHandlers
{
    private readonly TaskCompletionSource _secondRun = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task WaitAsync(int attempt)
    {
        if (attempt > 1)
        {
            _secondRun.TrySetResult();
        }

        return _secondRun.Task;
    }
}
