namespace SoakTarget;

/// <summary>What the application does wrong on purpose, to show that the command notices.</summary>
[Flags]
internal enum Flaw
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Each event leaves 32 KiB in memory.</summary>
    Memory = 1,

    /// <summary>Each event leaves an open file.</summary>
    Handles = 2,

    /// <summary>One event in a hundred is forgotten.</summary>
    Loss = 4,

    /// <summary>One event in a hundred is handled twice.</summary>
    Repetition = 8,

    /// <summary>One event in a hundred is rejected although nothing is wrong with it.</summary>
    Dead = 16,

    /// <summary>One event in a hundred is logged as an error although it is handled.</summary>
    Error = 32,
}
