namespace EightBit.Webhooks.Receiver.Sqlite.Schema;

/// <summary>Where an entry stands. The numbers are in files: they never change.</summary>
internal static class EntryState
{
    /// <summary>Behind an older event of its conversation.</summary>
    public const int Waiting = 0;

    public const int Ready = 1;
    public const int Claimed = 2;
    public const int AwaitingRetry = 3;
    public const int Dead = 4;
}
