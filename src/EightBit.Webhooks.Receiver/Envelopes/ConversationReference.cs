using System.Text.Json;

namespace EightBit.Webhooks.Receiver.Envelopes;

/// <summary>Which conversation an event belongs to: the key by which events are kept in order.</summary>
/// <remarks>
/// The platform does not document the names inside <c>data</c>. Taken is <c>conversation_id</c>, else <c>conversationId</c>,
/// else <c>conversation.id</c>, else, for the types <c>conversation.*</c>, <c>id</c>. An event without any of these is not ordered.
/// </remarks>
internal struct ConversationReference
{
    private const int MaxLength = 200;
    private const string ConversationTypes = "conversation.";

    private string? _snakeCase;
    private string? _camelCase;
    private string? _nested;
    private string? _dataId;

    /// <summary>Reads the object that <paramref name="json"/> stands at the start of, to its end.</summary>
    public void ReadFrom(ref Utf8JsonReader json)
    {
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.NameIs("conversation_id"u8))
            {
                _snakeCase = ReadId(ref json);
            }
            else if (json.NameIs("conversationId"u8))
            {
                _camelCase = ReadId(ref json);
            }
            else if (json.NameIs("id"u8))
            {
                _dataId = ReadId(ref json);
            }
            else if (json.NameIs("conversation"u8))
            {
                _nested = ReadNestedId(ref json);
            }
            else
            {
                json.Skip(); // the name and its value
            }
        }
    }

    public readonly string? Resolve(string eventType)
        => _snakeCase ?? _camelCase ?? _nested
            ?? (eventType.StartsWith(ConversationTypes, StringComparison.Ordinal) ? _dataId : null);

    private static string? ReadNestedId(ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType != JsonTokenType.StartObject)
        {
            json.Skip();
            return null;
        }

        string? id = null;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.NameIs("id"u8))
            {
                id = ReadId(ref json);
            }
            else
            {
                json.Skip(); // the name and its value
            }
        }

        return id;
    }

    private static string? ReadId(ref Utf8JsonReader json)
    {
        json.Read();
        return JsonIdentifier.Read(ref json, MaxLength);
    }
}
