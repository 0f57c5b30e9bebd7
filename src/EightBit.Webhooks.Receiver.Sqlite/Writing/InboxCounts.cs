namespace EightBit.Webhooks.Receiver.Sqlite.Writing;

/// <summary>How many entries there are: counted once, and kept by the writer, since counting a million takes seconds.</summary>
internal sealed record InboxCounts(long Pending, long PendingBytes, long Claimed, long AwaitingRetry, long Dead);
