using System.Globalization;
using System.Text.Json.Nodes;

namespace EightBit.Webhooks.Receiver.Testing.Samples;

/// <summary>A way to one value of a body: <c>data.contact.name</c>, <c>data.tags.0</c>.</summary>
internal sealed class BodyPath
{
    private readonly string _text;
    private readonly string[] _steps;

    private BodyPath(string text)
    {
        _text = text;
        _steps = text.Split('.');
    }

    /// <exception cref="ArgumentException">A name on the way is empty.</exception>
    public static BodyPath Parse(string text)
    {
        var path = new BodyPath(text);
        return path._steps.Contains("")
            ? throw new ArgumentException($"The path '{text}' has an empty name. Write it like data.contact.name.", nameof(text))
            : path;
    }

    public void Set(JsonObject body, JsonNode? value)
    {
        JsonNode node = body;
        foreach (var step in _steps[..^1])
        {
            node = Child(node, step) ?? Add(node, step, new JsonObject());
        }

        Add(node, _steps[^1], value);
    }

    public void Remove(JsonObject body)
    {
        JsonNode? node = body;
        foreach (var step in _steps[..^1])
        {
            node = node is null ? null : Child(node, step);
        }

        switch (node)
        {
            case JsonObject json:
                json.Remove(_steps[^1]);
                break;

            case JsonArray list when Index(list, _steps[^1]) is var index && index < list.Count:
                list.RemoveAt(index);
                break;
        }
    }

    private JsonNode? Child(JsonNode node, string step) => node switch
    {
        JsonObject json => json[step],
        JsonArray list when Index(list, step) is var index => index < list.Count ? list[index] : null,
        _ => throw Impassable(node, step),
    };

    private T Add<T>(JsonNode node, string step, T value)
        where T : JsonNode?
    {
        switch (node)
        {
            case JsonObject json:
                json[step] = value;
                break;

            case JsonArray list when Index(list, step) is var index && index < list.Count:
                list[index] = value;
                break;

            case JsonArray list:
                list.Add((JsonNode?)value);
                break;

            default:
                throw Impassable(node, step);
        }

        return value;
    }

    private int Index(JsonArray list, string step)
        => int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index <= list.Count
            ? index
            : throw new ArgumentException(
                $"The path '{_text}' leads to a list of {list.Count} with '{step}'. Use 0 to {list.Count - 1}, or {list.Count} to add one.");

    private ArgumentException Impassable(JsonNode node, string step)
        => new($"The path '{_text}' cannot be followed: there is no '{step}' in the {node.GetValueKind()} {node.ToJsonString()}.");
}
