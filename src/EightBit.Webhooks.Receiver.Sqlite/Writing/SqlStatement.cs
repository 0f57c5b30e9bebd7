using System.Globalization;
using Microsoft.Data.Sqlite;

namespace EightBit.Webhooks.Receiver.Sqlite.Writing;

/// <summary>A prepared statement whose parameters are <c>$1</c>, <c>$2</c> and so on.</summary>
internal sealed class SqlStatement : IDisposable
{
    private readonly SqliteCommand _command;

    public SqlStatement(SqliteConnection connection, string sql)
    {
        _command = connection.CreateCommand();
        _command.CommandText = sql;
    }

    public int Execute(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return _command.ExecuteNonQuery();
    }

    public SqliteDataReader Query(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return _command.ExecuteReader();
    }

    /// <returns>The first column of the first row as a number; 0 when it is null or there is no row.</returns>
    public long QueryInteger(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return _command.ExecuteScalar() is long number ? number : 0;
    }

    public void Dispose() => _command.Dispose();

    private void Bind(ReadOnlySpan<object?> values)
    {
        for (var index = 0; index < values.Length; index++)
        {
            if (index == _command.Parameters.Count)
            {
                _command.Parameters.Add(new SqliteParameter { ParameterName = "$" + (index + 1).ToString(CultureInfo.InvariantCulture) });
            }

            _command.Parameters[index].Value = values[index] ?? DBNull.Value;
        }
    }
}
