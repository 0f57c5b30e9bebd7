using System.Text.Json;
using System.Text.Json.Serialization;

namespace EightBit.Webhooks.Receiver.Events.Tolerance;

/// <summary>Reads a contact; a text or a number where an object is expected is taken for the contact's id.</summary>
internal sealed class TolerantEventContactConverter : JsonConverter<EventContact>
{
    private static readonly TolerantStringConverter Text = new();

    public override EventContact? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType is JsonTokenType.String or JsonTokenType.Number)
        {
            return new EventContact { Id = Text.Read(ref reader, typeof(string), options) };
        }

        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return null;
        }

        string? id = null, name = null, email = null, phone = null;
        Dictionary<string, JsonElement>? additional = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var property = reader.GetString()!;
            reader.Read();
            switch (property)
            {
                case "id":
                    id = ReadText(ref reader, options);
                    break;
                case "name":
                    name = ReadText(ref reader, options);
                    break;
                case "email":
                    email = ReadText(ref reader, options);
                    break;
                case "phone":
                    phone = ReadText(ref reader, options);
                    break;
                default:
                    (additional ??= [])[property] = JsonElement.ParseValue(ref reader);
                    break;
            }
        }

        return new EventContact { Id = id, Name = name, Email = email, Phone = phone, AdditionalProperties = additional };
    }

    public override void Write(Utf8JsonWriter writer, EventContact value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        WriteText(writer, "id", value.Id);
        WriteText(writer, "name", value.Name);
        WriteText(writer, "email", value.Email);
        WriteText(writer, "phone", value.Phone);
        foreach (var (name, element) in value.AdditionalProperties ?? new Dictionary<string, JsonElement>())
        {
            writer.WritePropertyName(name);
            element.WriteTo(writer);
        }

        writer.WriteEndObject();
    }

    private static string? ReadText(ref Utf8JsonReader reader, JsonSerializerOptions options)
        => reader.TokenType == JsonTokenType.Null ? null : Text.Read(ref reader, typeof(string), options);

    private static void WriteText(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }
}
