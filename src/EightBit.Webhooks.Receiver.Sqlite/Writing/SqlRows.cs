using SQLitePCL;

namespace EightBit.Webhooks.Receiver.Sqlite.Writing;

/// <summary>The rows of a statement, one at a time; until it is disposed, the statement cannot be run again.</summary>
internal readonly struct SqlRows : IDisposable
{
    private readonly SqlStatement _statement;
    private readonly sqlite3_stmt _handle;

    public SqlRows(SqlStatement statement, sqlite3_stmt handle)
    {
        _statement = statement;
        _handle = handle;
    }

    public bool Read() => _statement.Step();

    public bool IsDBNull(int column) => raw.sqlite3_column_type(_handle, column) == raw.SQLITE_NULL;

    public int GetInt32(int column) => raw.sqlite3_column_int(_handle, column);

    public long GetInt64(int column) => raw.sqlite3_column_int64(_handle, column);

    public string GetString(int column) => raw.sqlite3_column_text(_handle, column).utf8_to_string();

    public byte[] GetBytes(int column) => raw.sqlite3_column_blob(_handle, column).ToArray();

    public void Dispose() => _statement.Reset();
}
