using Microsoft.Data.Sqlite;
using Soak.Running;

namespace Soak.Sampling;

/// <summary>The files of the SQLite inbox, and what is in them.</summary>
internal static class DatabaseFigures
{
    public static void Read(RunFolder folder, Dictionary<string, double> figures)
    {
        figures[SeriesNames.Database] = new FileInfo(folder.Database).Length;
        figures[SeriesNames.WriteAheadLog] = new FileInfo(folder.WriteAheadLog) is { Exists: true } file ? file.Length : 0;
        using var connection = new SqliteConnection($"Data Source={folder.Database};Mode=ReadOnly;Pooling=False");
        connection.Open();
        figures[SeriesNames.Ids] = Count(connection, "seen");
        figures[SeriesNames.LogLines] = Count(connection, "delivery_log");
    }

    private static long Count(SqliteConnection connection, string table)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT count(*) FROM {table}";
        return (long)command.ExecuteScalar()!;
    }
}
