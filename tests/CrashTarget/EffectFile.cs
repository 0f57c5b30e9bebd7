using System.Text;

namespace CrashTarget;

/// <summary>What handlers have done: a line for each effect, written at once.</summary>
internal sealed class EffectFile : IDisposable
{
    private readonly Lock _gate = new();
    private readonly FileStream _file;

    public EffectFile(string path) => _file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);

    public void Add(string eventId, int attempt)
    {
        lock (_gate)
        {
            _file.Write(Encoding.UTF8.GetBytes($"{eventId} {attempt}\n"));
        }
    }

    public void Dispose() => _file.Dispose();
}
