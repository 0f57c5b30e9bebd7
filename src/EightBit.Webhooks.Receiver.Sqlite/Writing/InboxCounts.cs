namespace EightBit.Webhooks.Receiver.Sqlite.Writing;

/// <summary>How many entries there are: counted once, and kept by the writer, since counting a million takes seconds.</summary>
internal sealed record InboxCounts(long Pending, long PendingBytes, long Claimed, long AwaitingRetry, long Dead)
{
    /// <summary>A body beyond the bound by itself passes alone: turned away, it would be so for ever.</summary>
    public bool HaveRoomFor(long bytes, SqliteInboxOptions limits)
        => Pending < limits.MaxPendingEvents && (Pending == 0 || PendingBytes + bytes <= limits.MaxPendingBytes);
}
