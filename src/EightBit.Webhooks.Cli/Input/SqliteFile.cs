using EightBit.Webhooks.Receiver.Sqlite;
using Microsoft.Data.Sqlite;

namespace EightBit.Webhooks.Cli.Input;

/// <summary>A SQLite file as somebody names it: by its path, or by the application's connection string.</summary>
internal static class SqliteFile
{
    public static SqliteInboxOptions Parse(string pathOrConnectionString) => new()
    {
        ConnectionString = IsConnectionString(pathOrConnectionString)
            ? pathOrConnectionString
            : new SqliteConnectionStringBuilder { DataSource = pathOrConnectionString }.ToString(),
    };

    private static bool IsConnectionString(string text)
        => text.Split(';').Any(part => part.Split('=') is [var key, _, ..] && key.Trim().ToUpperInvariant() is "DATA SOURCE" or "DATASOURCE" or "FILENAME");
}
