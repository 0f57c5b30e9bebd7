using System.Text.Json;
using System.Text.Json.Serialization;
using EightBit.Webhooks.Receiver.Envelopes;

namespace EightBit.Webhooks.Receiver.Events.Tolerance;

/// <summary>Reads a time in each form that <see cref="JsonTime"/> knows; anything else is null.</summary>
internal sealed class TolerantTimeConverter : JsonConverter<DateTimeOffset?>
{
    public override DateTimeOffset? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        => JsonTime.Read(ref reader);

    public override void Write(Utf8JsonWriter writer, DateTimeOffset? value, JsonSerializerOptions options)
    {
        if (value is { } time)
        {
            writer.WriteStringValue(time);
        }
        else
        {
            writer.WriteNullValue();
        }
    }
}
