using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace CrashTarget;

/// <summary>
/// What handlers of this process have done: a line for each effect, written at once, with the time of the machine's monotonic clock,
/// by which the files of several processes are put together. A file belongs to one process at a time: .NET does not append atomically.
/// </summary>
internal sealed class EffectFile : IDisposable
{
    private readonly Lock _gate = new();
    private readonly FileStream _file;

    public EffectFile(string path) => _file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);

    public void Add(string eventId, int attempt)
    {
        lock (_gate)
        {
            var line = string.Create(CultureInfo.InvariantCulture, $"{eventId} {attempt} {Stopwatch.GetTimestamp()}\n");
            _file.Write(Encoding.UTF8.GetBytes(line));
        }
    }

    public void Dispose() => _file.Dispose();
}
