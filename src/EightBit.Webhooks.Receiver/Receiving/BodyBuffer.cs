using System.Buffers;

namespace EightBit.Webhooks.Receiver.Receiving;

/// <summary>Gathers a body. A small one of announced length goes straight into the array that is kept; a longer one into pooled memory first.</summary>
internal sealed class BodyBuffer : IDisposable
{
    /// <summary>
    /// A longer body's buffer grows with what has arrived, so that a sender cannot make us hold a megabyte by announcing one.
    /// </summary>
    private const int FirstBuffer = 16 * 1024;

    private byte[] _bytes;
    private bool _isRented;

    public BodyBuffer(long? announced)
    {
        _isRented = announced is null or > FirstBuffer;
        _bytes = _isRented ? ArrayPool<byte>.Shared.Rent(FirstBuffer) : new byte[announced!.Value];
    }

    public int Length { get; private set; }

    public void Append(in ReadOnlySequence<byte> received)
    {
        var more = (int)received.Length;
        if (Length + more > _bytes.Length)
        {
            Grow(Math.Max(2 * _bytes.Length, Length + more));
        }

        received.CopyTo(_bytes.AsSpan(Length));
        Length += more;
    }

    public byte[] ToArray() => !_isRented && Length == _bytes.Length ? _bytes : _bytes.AsSpan(0, Length).ToArray();

    public void Dispose()
    {
        if (_isRented)
        {
            _isRented = false;
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = [];
        }
    }

    private void Grow(int capacity)
    {
        var larger = ArrayPool<byte>.Shared.Rent(capacity);
        _bytes.AsSpan(0, Length).CopyTo(larger);
        Dispose();
        _bytes = larger;
        _isRented = true;
    }
}
