using EightBit.Webhooks.Cli.Input;
using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Sqlite;

namespace EightBit.Webhooks.Cli.DeadLetters.Inboxes;

/// <summary>A SQLite file, with or without the application that has it open.</summary>
internal sealed class SqliteOperatedInbox : IOperatedInbox
{
    private readonly SqliteInboxOperator _operator;

    public SqliteOperatedInbox(string pathOrConnectionString)
        => _operator = new SqliteInboxOperator(SqliteFile.Parse(pathOrConnectionString));

    public int MaxChanges => SqliteInboxOperator.MaxEntries;

    public Task<DeadLetterPage> ListAsync(DeadLetterQuery query, CancellationToken cancellationToken)
        => _operator.ListDeadLettersAsync(query, cancellationToken);

    public Task<IReadOnlyList<ReplayOutcome>> ReplayAsync(IReadOnlyList<long> entryIds, CancellationToken cancellationToken)
        => _operator.ReplayAsync(entryIds, cancellationToken);

    public Task<IReadOnlyList<bool>> PurgeAsync(IReadOnlyList<long> entryIds, CancellationToken cancellationToken)
        => _operator.PurgeAsync(entryIds, cancellationToken);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
