namespace CrashTarget;

/// <summary>Where the process can be told to end.</summary>
internal enum CrashPoint
{
    /// <summary>In a transaction of SQLite, its changes made, not committed.</summary>
    BeforeCommit,

    /// <summary>The event is accepted, and the platform has not been told.</summary>
    AfterCommitBeforeAnswer,

    /// <summary>Events are claimed, and no handler has begun.</summary>
    AfterClaim,

    /// <summary>A handler has begun, and has had no effect.</summary>
    MidHandler,

    /// <summary>A handler has had its effect, and the event is not settled.</summary>
    AfterEffectBeforeSettlement,

    /// <summary>An event is settled, and nothing that comes of it has been done.</summary>
    AfterSettlement,
}
