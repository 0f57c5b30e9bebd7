namespace CrashTarget;

/// <summary>Whether what some events fail for has been repaired.</summary>
internal sealed class Repair
{
    private volatile bool _isDone;

    public bool IsDone
    {
        get => _isDone;
        set => _isDone = value;
    }
}
