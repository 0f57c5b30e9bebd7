using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Sqlite;
using Microsoft.Data.Sqlite;

namespace EightBit.Webhooks.Cli.DeadLetters.Inboxes;

/// <summary>A SQLite file, with or without the application that has it open.</summary>
internal sealed class SqliteOperatedInbox : IOperatedInbox
{
    private readonly SqliteInboxOperator _operator;

    public SqliteOperatedInbox(string pathOrConnectionString)
        => _operator = new SqliteInboxOperator(new SqliteInboxOptions
        {
            ConnectionString = IsConnectionString(pathOrConnectionString) ? pathOrConnectionString : new SqliteConnectionStringBuilder { DataSource = pathOrConnectionString }.ToString(),
        });

    public int MaxChanges => SqliteInboxOperator.MaxEntries;

    public Task<DeadLetterPage> ListAsync(DeadLetterQuery query, CancellationToken cancellationToken)
        => _operator.ListDeadLettersAsync(query, cancellationToken);

    public Task<IReadOnlyList<ReplayOutcome>> ReplayAsync(IReadOnlyList<long> entryIds, CancellationToken cancellationToken)
        => _operator.ReplayAsync(entryIds, cancellationToken);

    public Task<IReadOnlyList<bool>> PurgeAsync(IReadOnlyList<long> entryIds, CancellationToken cancellationToken)
        => _operator.PurgeAsync(entryIds, cancellationToken);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static bool IsConnectionString(string text)
        => text.Split(';').Any(part => part.Split('=') is [var key, _, ..] && key.Trim().ToUpperInvariant() is "DATA SOURCE" or "DATASOURCE" or "FILENAME");
}
