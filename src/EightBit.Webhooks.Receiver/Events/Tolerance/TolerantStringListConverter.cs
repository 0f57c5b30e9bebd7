using System.Text.Json;
using System.Text.Json.Serialization;

namespace EightBit.Webhooks.Receiver.Events.Tolerance;

/// <summary>Reads a single value as a list of one, and every element as <see cref="TolerantStringConverter"/> does.</summary>
internal sealed class TolerantStringListConverter : JsonConverter<IReadOnlyList<string>>
{
    private static readonly TolerantStringConverter Element = new();

    public override IReadOnlyList<string> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return [Element.Read(ref reader, typeof(string), options)!];
        }

        var list = new List<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.Null)
            {
                list.Add(Element.Read(ref reader, typeof(string), options)!);
            }
        }

        return list;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<string> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var element in value)
        {
            writer.WriteStringValue(element);
        }

        writer.WriteEndArray();
    }
}
