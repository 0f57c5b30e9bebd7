namespace EightBit.Webhooks.Receiver.Sqlite.Writing;

/// <summary>A parameter's value, kept apart by type so that a number is not boxed and a body not copied.</summary>
internal readonly struct SqlValue
{
    private SqlValue(long number) => Number = number;

    private SqlValue(string text) => Text = text;

    private SqlValue(ReadOnlyMemory<byte> bytes) => Bytes = bytes;

    public long? Number { get; }

    public string? Text { get; }

    public ReadOnlyMemory<byte>? Bytes { get; }

    public static implicit operator SqlValue(long number) => new(number);

    public static implicit operator SqlValue(long? number) => number is { } value ? new SqlValue(value) : default;

    public static implicit operator SqlValue(int number) => new((long)number);

    public static implicit operator SqlValue(int? number) => number is { } value ? new SqlValue((long)value) : default;

    public static implicit operator SqlValue(string? text) => text is null ? default : new SqlValue(text);

    public static implicit operator SqlValue(ReadOnlyMemory<byte> bytes) => new(bytes);
}
