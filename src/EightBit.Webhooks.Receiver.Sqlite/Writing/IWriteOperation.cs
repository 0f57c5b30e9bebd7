namespace EightBit.Webhooks.Receiver.Sqlite.Writing;

/// <summary>One step of the writer, to be run in a transaction with others.</summary>
internal interface IWriteOperation
{
    /// <summary>Changes the data. Runs again when the transaction had to be rolled back because of another operation.</summary>
    void Run(InboxTables tables);

    /// <summary>The transaction is committed.</summary>
    void Succeed();

    /// <summary>Nothing of the operation has happened.</summary>
    void Fail(Exception exception);
}
