namespace Fuzz.Targets;

/// <summary>It is always the same moment, so that the times in the corpus stay fresh and a run can be repeated. Timers run.</summary>
internal sealed class StoppedClock : TimeProvider
{
    /// <summary>1767225600 as a Unix time.</summary>
    public static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}
