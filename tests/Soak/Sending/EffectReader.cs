using System.Text;

namespace Soak.Sending;

/// <summary>Reads what handlers have done since the last time, and enters it in the ledger.</summary>
internal sealed class EffectReader(string path, Ledger ledger) : IDisposable
{
    private readonly StreamReader _reader = new(new FileStream(path, FileMode.OpenOrCreate, FileAccess.Read, FileShare.ReadWrite), Encoding.UTF8);
    private readonly StringBuilder _line = new();

    public void Read()
    {
        int character;
        while ((character = _reader.Read()) >= 0)
        {
            if (character != '\n')
            {
                _line.Append((char)character);
                continue;
            }

            ledger.Handle(_line.ToString());
            _line.Clear();
        }
    }

    public void Dispose() => _reader.Dispose();
}
