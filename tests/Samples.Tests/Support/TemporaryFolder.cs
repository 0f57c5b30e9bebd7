using Microsoft.Data.Sqlite;

namespace Samples.Tests.Support;

internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("samples-tests-");

    public string Database(string name) => $"Data Source={Path.Combine(_directory.FullName, name)}";

    public void Dispose()
    {
        SqliteConnection.ClearAllPools(); // pooled connections keep files open
        _directory.Delete(recursive: true);
    }
}
