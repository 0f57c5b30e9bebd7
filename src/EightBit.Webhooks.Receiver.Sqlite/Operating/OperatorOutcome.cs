namespace EightBit.Webhooks.Receiver.Sqlite.Operating;

/// <summary>What became of it. The numbers are in files: they never change.</summary>
internal enum OperatorOutcome
{
    Done = 0,
    NotFound = 1,
    Full = 2,

    /// <summary>The application knows no such action.</summary>
    Unknown = 3,
}
