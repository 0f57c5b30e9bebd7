using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace EightBit.Webhooks.Receiver.Dashboard.Redaction;

/// <summary>Writes a document for people, without the values that paths select, and no more of it than fits.</summary>
internal sealed class RedactingWriter : IDisposable
{
    public const string Mask = "[redacted]";

    private static readonly JsonWriterOptions ForPeople = new()
    {
        Indented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // the page shows it as text; the answer around it is escaped on its own
    };

    private readonly IReadOnlyList<RedactedPath> _paths;
    private readonly int _maxBytes;
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly Utf8JsonWriter _json;
    private int _redacted;

    private RedactingWriter(IReadOnlyList<RedactedPath> paths, int maxBytes)
    {
        _paths = paths;
        _maxBytes = maxBytes;
        _json = new Utf8JsonWriter(_buffer, ForPeople);
    }

    private bool IsFull => _json.BytesCommitted + _json.BytesPending > _maxBytes;

    public static RedactedPayload Write(JsonElement root, IReadOnlyList<RedactedPath> paths, int maxBytes)
    {
        using var writer = new RedactingWriter(paths, maxBytes);
        var states = new ulong[paths.Count];
        Array.Fill(states, RedactedPath.AtRoot);
        writer.WriteValue(root, states);
        return writer.Finish();
    }

    public void Dispose() => _json.Dispose();

    private RedactedPayload Finish()
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

        return new RedactedPayload(Encoding.UTF8.GetString(text), _redacted, truncated);
    }

    private void WriteValue(JsonElement value, ulong[] states)
    {
        if (IsSelected(states))
        {
            _json.WriteStringValue(Mask);
            _redacted++;
        }
        else if (value.ValueKind == JsonValueKind.Object)
        {
            WriteObject(value, states);
        }
        else if (value.ValueKind == JsonValueKind.Array)
        {
            WriteArray(value, states);
        }
        else
        {
            value.WriteTo(_json);
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

            var name = new MemberName(member.Name); // unescaped: "\u0065mail" is an e-mail too
            _json.WritePropertyName(member.Name);
            WriteValue(member.Value, Next(states, (path, state) => path.IntoMember(state, name)));
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

            var at = index++;
            WriteValue(element, Next(states, (path, state) => path.IntoElement(state, at)));
        }

        if (!IsFull)
        {
            _json.WriteEndArray();
        }
    }

    private bool IsSelected(ulong[] states)
    {
        for (var index = 0; index < states.Length; index++)
        {
            if (_paths[index].IsSelected(states[index]))
            {
                return true;
            }
        }

        return false;
    }

    private ulong[] Next(ulong[] states, Func<RedactedPath, ulong, ulong> into)
    {
        var next = new ulong[states.Length];
        for (var index = 0; index < states.Length; index++)
        {
            next[index] = into(_paths[index], states[index]);
        }

        return next;
    }
}
