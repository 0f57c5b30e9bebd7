using System.Text.Json;
using System.Text.Unicode;

namespace EightBit.Webhooks.Receiver.Envelopes;

/// <summary>Finds id, type, time and conversation in one pass over a verified body, without building a document.</summary>
internal ref struct EnvelopeReader
{
    private const int MaxIdentifierLength = 200;

    private static ReadOnlySpan<byte> Utf8Bom => [0xEF, 0xBB, 0xBF];

    private readonly int _offset;
    private Utf8JsonReader _json;
    private string? _id;
    private string? _type;
    private Range _data;
    private EnvelopeTime _time;
    private ConversationReference _conversation;

    private EnvelopeReader(ReadOnlySpan<byte> json, int offset)
    {
        _json = new Utf8JsonReader(json);
        _offset = offset;
    }

    /// <param name="body">The verified body.</param>
    /// <param name="envelope">The envelope, if it is usable.</param>
    /// <param name="problem">What is wrong, if it is not. Never holds content of the body.</param>
    public static bool TryRead(ReadOnlySpan<byte> body, out EventEnvelope envelope, out string problem)
    {
        envelope = default;
        var offset = body.StartsWith(Utf8Bom) ? Utf8Bom.Length : 0;
        var json = body[offset..];
        if (json.IsEmpty)
        {
            problem = "the body is empty";
            return false;
        }

        // The reader checks UTF-8 only in the strings it decodes; a bad byte anywhere else would surface in a handler.
        if (!Utf8.IsValid(json))
        {
            problem = "the body is not valid UTF-8";
            return false;
        }

        try
        {
            return new EnvelopeReader(json, offset).TryReadObject(out envelope, out problem);
        }
        catch (JsonException exception)
        {
            problem = $"the body is not valid JSON at line {exception.LineNumber + 1}, byte {exception.BytePositionInLine}";
            return false;
        }
    }

    private bool TryReadObject(out EventEnvelope envelope, out string problem)
    {
        envelope = default;
        _json.Read();
        if (_json.TokenType != JsonTokenType.StartObject)
        {
            problem = "the body is not a JSON object";
            return false;
        }

        while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
        {
            if (!TryReadProperty(out problem))
            {
                return false;
            }
        }

        _json.Read(); // throws when anything but white space follows the object

        return TryFinish(out envelope, out problem);
    }

    private bool TryFinish(out EventEnvelope envelope, out string problem)
    {
        envelope = default;
        if (_id is null || _type is null)
        {
            problem = $"the body has no \"{(_id is null ? "id" : "type")}\"";
            return false;
        }

        problem = "";
        envelope = new EventEnvelope(_id, _type, _time.Value, _conversation.Resolve(_type), _data);
        return true;
    }

    private bool TryReadProperty(out string problem)
    {
        if (_json.NameIs("id"u8))
        {
            return TryReadIdentifier("id", ref _id, out problem);
        }

        if (_json.NameIs("type"u8))
        {
            return TryReadIdentifier("type", ref _type, out problem);
        }

        if (_json.NameIs("data"u8))
        {
            return TryReadData(out problem);
        }

        problem = "";
        if (!_time.TryReadProperty(ref _json))
        {
            _json.Skip(); // the name and its value
        }

        return true;
    }

    private bool TryReadIdentifier(string name, ref string? identifier, out string problem)
    {
        _json.Read();
        if (identifier is not null)
        {
            // Two parsers may disagree on which one counts, and the id decides what is a duplicate.
            problem = $"the body has \"{name}\" twice";
            return false;
        }

        identifier = JsonIdentifier.Read(ref _json, MaxIdentifierLength);
        problem = identifier is null
            ? $"\"{name}\" is not a text of 1 to {MaxIdentifierLength} characters without control or format characters"
            : "";
        return identifier is not null;
    }

    private bool TryReadData(out string problem)
    {
        _json.Read();
        if (!_data.Equals(default))
        {
            problem = "the body has \"data\" twice";
            return false;
        }

        var start = _offset + (int)_json.TokenStartIndex;
        if (_json.TokenType == JsonTokenType.StartObject)
        {
            _conversation.ReadFrom(ref _json);
        }
        else
        {
            _json.Skip();
        }

        _data = start..(_offset + (int)_json.BytesConsumed);
        problem = "";
        return true;
    }
}
