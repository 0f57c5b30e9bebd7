using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EightBit.Webhooks.Receiver.Testing.Samples;

/// <summary>How bodies are written, and how the value of an assignment is read.</summary>
internal static class BodyJson
{
    // As most senders do: "ü" and "<" as they are. A body is no HTML.
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <exception cref="ArgumentException">A text in it cannot be written.</exception>
    public static string Write(JsonObject body)
    {
        try
        {
            var buffer = new ArrayBufferWriter<byte>();
            using (var writer = new Utf8JsonWriter(buffer, Readable))
            {
                body.WriteTo(writer);
            }

            return Encoding.UTF8.GetString(buffer.WrittenSpan);
        }
        catch (InvalidOperationException exception)
        {
            throw new ArgumentException(
                "The JSON has half of a surrogate pair (such as \\ud83d alone), which no text can hold. Leave it out; to send it all the same, sign the bytes.",
                exception);
        }
    }

    public static JsonNode? ReadValue(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return JsonValue.Create(text);
        }
    }
}
