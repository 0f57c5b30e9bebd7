using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using EightBit.Webhooks.Receiver.Redaction.Masking;
using EightBit.Webhooks.Receiver.Redaction.Selecting;

namespace EightBit.Webhooks.Receiver.Redaction;

/// <summary>Writes a document for people, without the values that paths select, and no more of it than fits.</summary>
internal sealed class RedactingWriter : IDisposable
{
    private readonly PathSet _paths;
    private readonly int _maxBytes;
    private readonly int _level;
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly Utf8JsonWriter _json;
    private int _redacted;

    private RedactingWriter(PathSet paths, int maxBytes, bool indented, int level)
    {
        _paths = paths;
        _maxBytes = maxBytes;
        _level = level;
        _json = new Utf8JsonWriter(_buffer, new JsonWriterOptions
        {
            Indented = indented,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // it is shown as text; what is around it is escaped on its own
        });
    }

    private bool IsFull => _json.BytesCommitted + _json.BytesPending > _maxBytes;

    public static RedactedJson Write(JsonElement root, PathSet paths, int maxBytes, bool indented)
        => Write(root, paths, paths.AtRoot(), maxBytes, indented, level: 0);

    public void Dispose() => _json.Dispose();

    private static RedactedJson Write(JsonElement root, PathSet paths, ulong[] states, int maxBytes, bool indented, int level)
    {
        using var writer = new RedactingWriter(paths, maxBytes, indented, level);
        writer.WriteValue(root, states);
        return writer.Finish();
    }

    private RedactedJson Finish()
    {
        _json.Flush();
        var text = _buffer.WrittenSpan;
        var truncated = text.Length > _maxBytes;
        if (truncated)
        {
            var end = _maxBytes;
            while (end > 0 && (text[end] & 0b1100_0000) == 0b1000_0000)
            {
                end--; // not within a character
            }

            text = text[..end];
        }

        return new RedactedJson(Encoding.UTF8.GetString(text), _redacted, truncated);
    }

    private void WriteValue(JsonElement value, ulong[] states)
    {
        if (_paths.IsSelected(states))
        {
            WriteMask();
            return;
        }

        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(value, states);
                break;

            case JsonValueKind.Array:
                WriteArray(value, states);
                break;

            case JsonValueKind.String:
                WriteString(value, states);
                break;

            default:
                value.WriteTo(_json);
                break;
        }
    }

    private void WriteMask()
    {
        _json.WriteStringValue(TextMask.Replacement);
        _redacted++;
    }

    private void WriteString(JsonElement value, ulong[] states)
    {
        if (!TryWriteInner(value.GetString()!, states, out var written))
        {
            WriteMask();
        }
        else if (written is { Redacted: > 0 } or { Truncated: true })
        {
            _json.WriteStringValue(written.Text);
            _redacted += written.Redacted;
        }
        else
        {
            value.WriteTo(_json);
        }
    }

    /// <returns>False for what looks like JSON and cannot be read.</returns>
    private bool TryWriteInner(string text, ulong[] states, out RedactedJson? written)
    {
        written = null;
        if (!InnerJson.TryRead(text, _level, out var inner))
        {
            return false;
        }

        try
        {
            written = inner is { } root ? Write(root, _paths, states, _maxBytes, indented: false, _level + 1) : null;
            return true;
        }
        catch (InvalidOperationException)
        {
            return false; // half of a surrogate pair
        }
    }

    private void WriteObject(JsonElement value, ulong[] states)
    {
        _json.WriteStartObject();
        foreach (var member in value.EnumerateObject())
        {
            if (IsFull)
            {
                return;
            }

            _json.WritePropertyName(member.Name);
            WriteValue(member.Value, _paths.IntoMember(states, member.Name));
        }

        if (!IsFull)
        {
            _json.WriteEndObject(); // of a document that was cut off, nothing is closed
        }
    }

    private void WriteArray(JsonElement value, ulong[] states)
    {
        _json.WriteStartArray();
        var index = 0;
        foreach (var element in value.EnumerateArray())
        {
            if (IsFull)
            {
                return;
            }

            WriteValue(element, _paths.IntoElement(states, index++));
        }

        if (!IsFull)
        {
            _json.WriteEndArray();
        }
    }
}
