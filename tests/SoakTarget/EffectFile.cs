using System.Text;

namespace SoakTarget;

/// <summary>What handlers have done: the id of each event in a line of its own, written at once.</summary>
internal sealed class EffectFile : IDisposable
{
    private readonly Lock _gate = new();
    private readonly FileStream _file;

    public EffectFile(string path) => _file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);

    public void Add(string eventId)
    {
        lock (_gate)
        {
            _file.Write(Encoding.UTF8.GetBytes(eventId + "\n"));
        }
    }

    public void Dispose() => _file.Dispose();
}
