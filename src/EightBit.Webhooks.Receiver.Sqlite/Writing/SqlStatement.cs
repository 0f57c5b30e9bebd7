using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace EightBit.Webhooks.Receiver.Sqlite.Writing;

/// <summary>
/// A prepared statement whose parameters are <c>?1</c>, <c>?2</c> and so on. It calls SQLite itself: a <see cref="SqliteCommand"/> makes a
/// reader for each run, boxes its values and looks its parameters up by name (benchmarks/Load, <c>sqlite</c>).
/// </summary>
internal sealed class SqlStatement : IDisposable
{
    private const int MaxBytesOnStack = 512;

    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private readonly int _parameters;

    public SqlStatement(SqliteConnection connection, string sql)
    {
        _database = connection.Handle!;
        Check(raw.sqlite3_prepare_v2(_database, sql, out _statement));
        _parameters = raw.sqlite3_bind_parameter_count(_statement);
    }

    /// <returns>How many rows it has changed.</returns>
    public int Execute(params ReadOnlySpan<SqlValue> values)
    {
        using var rows = Query(values);
        while (Step())
        {
        }

        return raw.sqlite3_changes(_database);
    }

    /// <param name="values">What the parameters stand for; more of them than the statement has do no harm.</param>
    public SqlRows Query(params ReadOnlySpan<SqlValue> values)
    {
        for (var index = 0; index < Math.Min(values.Length, _parameters); index++)
        {
            Check(Bind(index + 1, in values[index]));
        }

        return new SqlRows(this, _statement);
    }

    /// <returns>The first column of the first row as a number; 0 when it is null or there is no row.</returns>
    public long QueryInteger(params ReadOnlySpan<SqlValue> values)
    {
        using var rows = Query(values);
        return rows.Read() ? rows.GetInt64(0) : 0;
    }

    /// <returns>False when there is no further row.</returns>
    public bool Step()
    {
        var result = raw.sqlite3_step(_statement);
        if (result is raw.SQLITE_ROW or raw.SQLITE_DONE)
        {
            return result == raw.SQLITE_ROW;
        }

        SqliteException.ThrowExceptionForRC(result, _database);
        return false;
    }

    /// <summary>Makes it ready for the next run. What went wrong in this one has been thrown by <see cref="Step"/>.</summary>
    public void Reset() => raw.sqlite3_reset(_statement);

    public void Dispose() => _statement.Dispose();

    private int Bind(int parameter, in SqlValue value)
    {
        if (value.Number is { } number)
        {
            return raw.sqlite3_bind_int64(_statement, parameter, number);
        }

        if (value.Text is { } text)
        {
            return BindText(parameter, text);
        }

        return value.Bytes switch
        {
            null => raw.sqlite3_bind_null(_statement, parameter),
            { Length: 0 } => raw.sqlite3_bind_zeroblob(_statement, parameter, 0), // no bytes have no address, which would be NULL
            { } bytes => raw.sqlite3_bind_blob(_statement, parameter, bytes.Span),
        };
    }

    private int BindText(int parameter, string text)
    {
        if (text.Length is 0 or > MaxBytesOnStack / 3)
        {
            return raw.sqlite3_bind_text(_statement, parameter, text);
        }

        Span<byte> bytes = stackalloc byte[MaxBytesOnStack];
        return raw.sqlite3_bind_text(_statement, parameter, bytes[..Encoding.UTF8.GetBytes(text, bytes)]);
    }

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, _database);
}
