namespace LoadServer.Servers;

internal enum ReceiverInbox
{
    Memory,
    Sqlite,
    Redis,
}
