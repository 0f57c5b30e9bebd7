namespace SoakTarget;

/// <summary>What the application does wrong on purpose, to show that the command notices.</summary>
internal enum Flaw
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Each event leaves 32 KiB in memory.</summary>
    Memory,

    /// <summary>Each event leaves an open file.</summary>
    Handles,

    /// <summary>One event in a hundred is forgotten.</summary>
    Loss,

    /// <summary>One event in a hundred is handled twice.</summary>
    Repetition,
}
