using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using EightBit.Webhooks.Receiver.Envelopes;

namespace EightBit.Webhooks.Receiver.PropertyTests.Envelopes;

/// <summary>The envelope as the documentation describes it (decision 6, how it works), read from a document of the framework's.</summary>
internal static class ReferenceEnvelope
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <returns>Null when the body is to be refused.</returns>
    public static EventEnvelope? Read(byte[] body)
    {
        try
        {
            var json = body is [0xEF, 0xBB, 0xBF, ..] ? body.AsMemory(3) : body;
            StrictUtf8.GetCharCount(json.Span);
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object ? Read(body, document.RootElement) : null;
        }
        catch (Exception exception) when (exception is JsonException or DecoderFallbackException)
        {
            return null;
        }
    }

    public static string? TextOf(JsonElement value) => ReferenceText.Decode(JsonMarshal.GetRawUtf8Value(value)[1..^1]);

    private static EventEnvelope? Read(byte[] body, JsonElement envelope)
    {
        var ids = Values(envelope, "id");
        var types = Values(envelope, "type");
        var data = Values(envelope, "data");
        if (ids is not [var id] || types is not [var type] || data.Count > 1 || Identifier(id) is not { } eventId || Identifier(type) is not { } eventType)
        {
            return null;
        }

        return new EventEnvelope(
            eventId,
            eventType,
            FirstTime(envelope, "created_at") ?? FirstTime(envelope, "timestamp") ?? FirstTime(envelope, "createdAt"),
            data is [{ ValueKind: JsonValueKind.Object } content] ? Conversation(content, eventType) : null,
            data is [var any] ? Place(body, any) : default);
    }

    /// <summary>Of several with one name the last counts, as in most parsers.</summary>
    private static string? Conversation(JsonElement data, string eventType)
        => LastIdentifier(data, "conversation_id")
            ?? LastIdentifier(data, "conversationId")
            ?? (Values(data, "conversation") is [.., { ValueKind: JsonValueKind.Object } conversation] ? LastIdentifier(conversation, "id") : null)
            ?? (eventType.StartsWith("conversation.", StringComparison.Ordinal) ? LastIdentifier(data, "id") : null);

    private static string? LastIdentifier(JsonElement value, string name) => Values(value, name) is [.., var last] ? Identifier(last) : null;

    private static DateTimeOffset? FirstTime(JsonElement envelope, string name)
        => Values(envelope, name).Select(ReferenceTime.Read).FirstOrDefault(time => time is not null);

    private static List<JsonElement> Values(JsonElement value, string name)
        => [.. value.EnumerateObject().Where(property => ReferenceText.Decode(JsonMarshal.GetRawUtf8PropertyName(property)) == name).Select(property => property.Value)];

    private static string? Identifier(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => TextOf(value) is { } text && ReferenceText.IsIdentifier(text, 200) ? text : null,
        JsonValueKind.Number => value.GetRawText() is { Length: <= 200 } digits ? digits : null,
        _ => null,
    };

    /// <summary>The document was made of the body's own bytes, so its values lie in them.</summary>
    private static Range Place(byte[] body, JsonElement value)
    {
        var raw = JsonMarshal.GetRawUtf8Value(value);
        body.AsSpan().Overlaps(raw, out var start).Should().BeTrue();
        return start..(start + raw.Length);
    }
}
