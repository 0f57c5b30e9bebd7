using Microsoft.Data.Sqlite;

namespace CrmSync.Tests.Support;

/// <summary>A database of its own for each test, gone with it.</summary>
internal sealed class TemporaryDatabase : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("crmsync-tests-");

    public string ConnectionString => new SqliteConnectionStringBuilder { DataSource = Path.Combine(_directory.FullName, "crm.db") }.ToString();

    /// <summary>The file of the inbox.</summary>
    public string InboxConnectionString => new SqliteConnectionStringBuilder { DataSource = Path.Combine(_directory.FullName, "webhooks.db") }.ToString();

    public void Dispose()
    {
        using (var connection = new SqliteConnection(ConnectionString))
        {
            SqliteConnection.ClearPool(connection);
        }

        _directory.Delete(recursive: true);
    }
}
