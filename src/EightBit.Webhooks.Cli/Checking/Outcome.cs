namespace EightBit.Webhooks.Cli.Checking;

/// <summary>What a check has found, from good to bad.</summary>
internal enum Outcome
{
    Pass,

    /// <summary>It cannot be told from outside; the reason says what would make it visible.</summary>
    NotVisible,

    /// <summary>No standard forbids it, and it should be known.</summary>
    Advice,

    Fail,
}
