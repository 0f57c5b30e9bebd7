using System.Buffers.Binary;
using System.Runtime.InteropServices;
using EightBit.Webhooks.Receiver.DeliveryLog;

namespace EightBit.Webhooks.Receiver.InMemory.Log;

/// <summary>A line of the delivery log as bytes.</summary>
internal static class LogLine
{
    private const int Numbers = 5;
    private const int Texts = 8;
    private const int Null = -1;

    public static int SizeOf(DeliveryLogEntry line) => (Numbers * sizeof(long)) + (Texts * sizeof(int)) + (sizeof(char) * CharactersOf(line));

    /// <param name="number">Its number.</param>
    /// <param name="line">The line, whose own number does not count.</param>
    /// <param name="bytes">Room for <see cref="SizeOf"/>.</param>
    public static void Write(long number, DeliveryLogEntry line, Span<byte> bytes)
    {
        var writer = new Writer(bytes);
        writer.Put(number);
        writer.Put(line.At.UtcTicks);
        writer.Put((int)line.Kind);
        writer.Put(line.Duration.Ticks);
        writer.Put(line.Attempt ?? Null);
        writer.Put(line.Receiver);
        writer.Put(line.Tenant);
        writer.Put(line.EventId);
        writer.Put(line.EventType);
        writer.Put(line.ConversationId);
        writer.Put(line.Outcome);
        writer.Put(line.Handler);
        writer.Put(line.Error);
    }

    public static DeliveryLogEntry Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new Reader(bytes);
        return new DeliveryLogEntry
        {
            Number = reader.Number(),
            At = new DateTimeOffset(reader.Number(), TimeSpan.Zero),
            Kind = (DeliveryLogKind)reader.Number(),
            Duration = new TimeSpan(reader.Number()),
            Attempt = reader.Number() is var attempt && attempt == Null ? null : (int)attempt,
            Receiver = reader.Text()!,
            Tenant = reader.Text(),
            EventId = reader.Text(),
            EventType = reader.Text(),
            ConversationId = reader.Text(),
            Outcome = reader.Text()!,
            Handler = reader.Text(),
            Error = reader.Text(),
        };
    }

    private static int CharactersOf(DeliveryLogEntry line)
        => line.Receiver.Length + (line.Tenant?.Length ?? 0) + (line.EventId?.Length ?? 0) + (line.EventType?.Length ?? 0)
            + (line.ConversationId?.Length ?? 0) + line.Outcome.Length + (line.Handler?.Length ?? 0) + (line.Error?.Length ?? 0);

    private ref struct Writer(Span<byte> rest)
    {
        private Span<byte> _rest = rest;

        public void Put(long number)
        {
            BinaryPrimitives.WriteInt64LittleEndian(_rest, number);
            _rest = _rest[sizeof(long)..];
        }

        public void Put(string? text)
        {
            BinaryPrimitives.WriteInt32LittleEndian(_rest, text?.Length ?? Null);
            var characters = MemoryMarshal.AsBytes(text.AsSpan());
            characters.CopyTo(_rest[sizeof(int)..]);
            _rest = _rest[(sizeof(int) + characters.Length)..];
        }
    }

    private ref struct Reader(ReadOnlySpan<byte> rest)
    {
        private ReadOnlySpan<byte> _rest = rest;

        public long Number()
        {
            var number = BinaryPrimitives.ReadInt64LittleEndian(_rest);
            _rest = _rest[sizeof(long)..];
            return number;
        }

        public string? Text()
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(_rest);
            _rest = _rest[sizeof(int)..];
            if (length == Null)
            {
                return null;
            }

            var characters = MemoryMarshal.Cast<byte, char>(_rest[..(length * sizeof(char))]);
            _rest = _rest[(length * sizeof(char))..];
            return characters.ToString();
        }
    }
}
