namespace EightBit.Webhooks.Receiver.Testing.Compliance;

/// <summary>What an inbox can be put through, beyond what every inbox can. It decides which checks apply.</summary>
[Flags]
public enum InboxCapabilities
{
    /// <summary>Only the checks that apply to every inbox.</summary>
    None = 0,

    /// <summary>It has a limit of pending events, from which on it answers <c>Full</c>.</summary>
    Capacity = 1,

    /// <summary>Its content survives the end of the process: <c>IsDurable</c>.</summary>
    CrashAndReopen = 2,

    /// <summary>Several processes can work on it at the same time.</summary>
    SecondNode = 4,

    /// <summary>It tells what it holds: <c>ListRetriesAsync</c> and <c>FindAsync</c>.</summary>
    Inspection = 8,

    /// <summary>It goes by a clock that can be set while it runs, such as the machine's: <see cref="InboxSubject.SetClockAsync"/>.</summary>
    ClockSteps = 16,
}
