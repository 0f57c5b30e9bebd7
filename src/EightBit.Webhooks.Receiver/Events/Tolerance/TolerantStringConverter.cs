using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace EightBit.Webhooks.Receiver.Events.Tolerance;

/// <summary>Reads a number or a boolean as its text, an object or array as its JSON.</summary>
internal sealed class TolerantStringConverter : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return reader.GetString();

            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                return JsonElement.ParseValue(ref reader).GetRawText();

            default:
                return Encoding.UTF8.GetString(reader.ValueSpan);
        }
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
