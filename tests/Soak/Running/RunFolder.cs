namespace Soak.Running;

/// <summary>The files of a run, deleted with it.</summary>
internal sealed class RunFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("eightbit-soak-").FullName;

    public string Database => File("webhooks.db");

    public string WriteAheadLog => Database + "-wal";

    public string Settings => File("settings.json");

    public string Effects => File("effects.txt");

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private string File(string name) => System.IO.Path.Combine(Path, name);
}
