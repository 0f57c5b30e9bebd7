namespace EightBit.Webhooks.Receiver.Sqlite;

/// <summary>What a check of an inbox's file has found.</summary>
public sealed class SqliteInboxCheck
{
    /// <summary>Whether nothing is wrong.</summary>
    public bool IsSound => Problems.Count == 0;

    /// <summary>What is wrong with the file together with its -wal, at most 20 lines. Empty when it is sound.</summary>
    public required IReadOnlyList<string> Problems { get; init; }

    /// <summary>
    /// What is wrong with the file alone; null when it is sound with its -wal or has none. Empty means that the -wal belongs to
    /// another file, as when a backup was put back beside the -wal of the file that was there before. Without meaning while an
    /// application has the file.
    /// </summary>
    public IReadOnlyList<string>? ProblemsWithoutWal { get; init; }

    /// <summary>How many events are pending; 0 when that could not be read.</summary>
    public long Pending { get; init; }

    /// <summary>How many dead letters there are; 0 when that could not be read.</summary>
    public long DeadLetters { get; init; }

    /// <summary>How many ids are remembered; 0 when that could not be read.</summary>
    public long RememberedIds { get; init; }
}
