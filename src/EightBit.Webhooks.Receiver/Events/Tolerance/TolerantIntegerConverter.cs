using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace EightBit.Webhooks.Receiver.Events.Tolerance;

/// <summary>Reads a whole number, also when it is written as text or with a fraction of zero; anything else is null.</summary>
internal sealed class TolerantIntegerConverter : JsonConverter<long?>
{
    public override long? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Number when reader.TryGetInt64(out var integer):
                return integer;

            case JsonTokenType.Number:
                return reader.TryGetDecimal(out var number) ? Whole(number) : null;

            case JsonTokenType.String:
                return decimal.TryParse(reader.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed)
                    ? Whole(parsed)
                    : null;

            default:
                reader.Skip();
                return null;
        }
    }

    public override void Write(Utf8JsonWriter writer, long? value, JsonSerializerOptions options)
    {
        if (value is { } number)
        {
            writer.WriteNumberValue(number);
        }
        else
        {
            writer.WriteNullValue();
        }
    }

    private static long? Whole(decimal number)
        => decimal.Truncate(number) == number && number is >= long.MinValue and <= long.MaxValue ? (long)number : null;
}
