namespace EightBit.Webhooks.Receiver.Sqlite.Operating;

/// <summary>What an operator asks for. The numbers are in files: they never change.</summary>
internal enum OperatorAction
{
    Replay = 0,
    Purge = 1,
}
