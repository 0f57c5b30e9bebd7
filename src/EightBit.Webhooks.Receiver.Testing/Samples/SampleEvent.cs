using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace EightBit.Webhooks.Receiver.Testing.Samples;

/// <summary>An event as the platform writes it: the JSON of the whole body, to be changed and signed. Immutable.</summary>
/// <remarks>
/// Where the platform's documentation is silent, the names are those that the built-in payload types read: <c>id</c>, <c>type</c>,
/// <c>created_at</c> and <c>data</c>, and snake_case inside.
/// </remarks>
public sealed record SampleEvent
{
    private const string IdName = "id";
    private const string TypeName = "type";
    private const string CreatedAtName = "created_at";
    private const string DataName = "data";

    private readonly string _json;
    private readonly bool _isTimeOpen;

    private SampleEvent(JsonObject body, bool isTimeOpen)
    {
        _json = BodyJson.Write(body);
        _isTimeOpen = isTimeOpen;
    }

    /// <summary>The <c>id</c>; empty when the event has none, or one that is no text.</summary>
    public string Id
    {
        get => Text(IdName);
        init => _json = Changed(IdName, value);
    }

    /// <summary>The <c>type</c>, such as <c>message.received</c>; empty when the event has none, or one that is no text.</summary>
    public string Type
    {
        get => Text(TypeName);
        init => _json = Changed(TypeName, value);
    }

    /// <summary>
    /// The time that the body states as <c>created_at</c>. Null in a sample until it is set: it is then stated when the event is signed,
    /// so that it fits the clock of the application under test. Set to null, the body states no time.
    /// </summary>
    public DateTimeOffset? CreatedAt
    {
        get => Body()[CreatedAtName] is JsonValue value && value.TryGetValue<DateTimeOffset>(out var time) ? time : null;
        init
        {
            _json = value is { } time ? Changed(CreatedAtName, time) : Removed(CreatedAtName);
            _isTimeOpen = false;
        }
    }

    /// <summary>The <c>data</c>; <see cref="JsonValueKind.Undefined"/> when the event has none.</summary>
    public JsonElement Data => JsonElement.Parse(_json).TryGetProperty(DataName, out var data) ? data : default;

    /// <summary>Creates an event of any type, with an id of its own.</summary>
    /// <param name="type">The event type.</param>
    /// <param name="data">The <c>data</c>.</param>
    public static SampleEvent Create(string type, JsonNode? data)
    {
        ArgumentException.ThrowIfNullOrEmpty(type);
        return Of(SampleIds.Unique.Next("evt"), type, data?.DeepClone());
    }

    /// <summary>Creates an event of any type from a payload object.</summary>
    /// <typeparam name="TData">The payload type.</typeparam>
    /// <param name="type">The event type.</param>
    /// <param name="data">The payload, written as <c>data</c>.</param>
    /// <param name="jsonTypeInfo">How to write it: a property of a source-generated <c>JsonSerializerContext</c>.</param>
    public static SampleEvent Create<TData>(string type, TData data, JsonTypeInfo<TData> jsonTypeInfo)
    {
        ArgumentNullException.ThrowIfNull(jsonTypeInfo);
        return Create(type, JsonSerializer.SerializeToNode(data, jsonTypeInfo));
    }

    /// <summary>Reads a whole body. It is written again without its white space; to send bytes as they are, sign the bytes.</summary>
    /// <param name="json">A JSON object.</param>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    /// <exception cref="ArgumentException">The JSON is no object, or has half of a surrogate pair in a text.</exception>
    public static SampleEvent Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        var body = JsonNode.Parse(json) as JsonObject ?? throw new ArgumentException("An event is a JSON object.", nameof(json));
        return new SampleEvent(body, isTimeOpen: false);
    }

    /// <summary>Changes one value of the body.</summary>
    /// <param name="path">
    /// Names with dots between them, and numbers for the elements of a list: <c>data.content</c>, <c>data.contact.name</c>,
    /// <c>data.tags.0</c>. Objects that are missing on the way are added; so is a value behind the last of a list.
    /// </param>
    /// <param name="value">A text, a number, a time, a <see cref="JsonObject"/>…; null for the JSON value null.</param>
    /// <exception cref="ArgumentException">The path leads through something that is neither object nor list.</exception>
    public SampleEvent With(string path, JsonNode? value)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var body = Body();
        BodyPath.Parse(path).Set(body, value?.DeepClone());
        return new SampleEvent(body, _isTimeOpen && path != CreatedAtName);
    }

    /// <summary>Changes one value of the body, as a command line says it: <c>data.content=Hello</c>, <c>data.rating=5</c>.</summary>
    /// <param name="assignment">
    /// A path (see <see cref="With(string, JsonNode?)"/>), an equals sign, and a value: taken as JSON if it is JSON, otherwise as text.
    /// </param>
    /// <exception cref="ArgumentException">There is no equals sign or no path, or the path cannot be followed.</exception>
    public SampleEvent With(string assignment)
    {
        ArgumentNullException.ThrowIfNull(assignment);
        var equals = assignment.IndexOf('=', StringComparison.Ordinal);
        return equals > 0
            ? With(assignment[..equals], BodyJson.ReadValue(assignment[(equals + 1)..]))
            : throw new ArgumentException($"'{assignment}' is not of the form path=value, such as data.content=Hello.", nameof(assignment));
    }

    /// <summary>Replaces the <c>data</c> by a payload object.</summary>
    /// <typeparam name="TData">The payload type.</typeparam>
    /// <param name="data">The payload.</param>
    /// <param name="jsonTypeInfo">How to write it: a property of a source-generated <c>JsonSerializerContext</c>.</param>
    public SampleEvent WithData<TData>(TData data, JsonTypeInfo<TData> jsonTypeInfo)
    {
        ArgumentNullException.ThrowIfNull(jsonTypeInfo);
        return With(DataName, JsonSerializer.SerializeToNode(data, jsonTypeInfo));
    }

    /// <summary>Puts the event into a conversation: <c>data.conversation_id</c>, by which events are kept in order.</summary>
    /// <param name="conversationId">The conversation.</param>
    public SampleEvent InConversation(string conversationId) => With("data.conversation_id", conversationId);

    /// <summary>Removes one value of the body; nothing happens when there is none.</summary>
    /// <param name="path">As for <see cref="With(string, JsonNode?)"/>. Without <c>created_at</c>, the body states no time.</param>
    public SampleEvent Without(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var body = Body();
        BodyPath.Parse(path).Remove(body);
        return new SampleEvent(body, _isTimeOpen && path != CreatedAtName);
    }

    /// <summary>The body as it is now: UTF-8, without a byte order mark.</summary>
    public byte[] ToUtf8Bytes() => Encoding.UTF8.GetBytes(_json);

    /// <summary>The body as it is now, as JSON.</summary>
    public override string ToString() => _json;

    /// <summary>The same event, with a time stated in its body if that is still open.</summary>
    internal SampleEvent Stated(DateTimeOffset time)
    {
        if (!_isTimeOpen)
        {
            return this;
        }

        var body = Body();
        body.Insert(Math.Min(2, body.Count), CreatedAtName, time);
        return new SampleEvent(body, isTimeOpen: false);
    }

    internal static SampleEvent Of(string id, string type, JsonNode? data)
        => new(new JsonObject { [IdName] = id, [TypeName] = type, [DataName] = data }, isTimeOpen: true);

    private JsonObject Body() => JsonNode.Parse(_json)!.AsObject();

    private string Text(string name) => Body()[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";

    private string Changed(string name, JsonNode value)
    {
        var body = Body();
        body[name] = value;
        return BodyJson.Write(body);
    }

    private string Removed(string name)
    {
        var body = Body();
        body.Remove(name);
        return BodyJson.Write(body);
    }
}
