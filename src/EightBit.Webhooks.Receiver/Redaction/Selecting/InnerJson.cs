using System.Text.Json;

namespace EightBit.Webhooks.Receiver.Redaction.Selecting;

/// <summary>JSON that a string of a body holds: paths go on in it as if it stood there itself.</summary>
internal static class InnerJson
{
    /// <summary>How deep JSON in strings in JSON is read. What is deeper is hidden.</summary>
    public const int MaxLevels = 4;

    /// <summary>Names that are there twice are refused, for nobody can tell which one a reader takes.</summary>
    public static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 64 };

    private static readonly char[] WhiteSpace = [' ', '\t', '\r', '\n', '\uFEFF'];

    /// <summary>Looks into a string.</summary>
    /// <param name="text">The string.</param>
    /// <param name="level">How many strings it is in already.</param>
    /// <param name="root">The JSON that it holds; null where it holds none, or none that can be read.</param>
    /// <returns>False for what looks like JSON and cannot be read, such as the beginning of an object.</returns>
    public static bool TryRead(string text, int level, out JsonElement? root)
    {
        root = null;
        var json = text.AsSpan().Trim(WhiteSpace);
        if (json is not (['{' or '[' or '"', ..]))
        {
            return true;
        }

        if (level >= MaxLevels)
        {
            return !LooksLikeJson(json);
        }

        try
        {
            root = JsonElement.Parse(json, Strict);
            return true;
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            return !LooksLikeJson(json); // "[urgent] Hello" is a text
        }
    }

    private static bool LooksLikeJson(ReadOnlySpan<char> json)
    {
        var inside = json[1..].TrimStart(WhiteSpace);
        return json[0] switch
        {
            '{' => inside is ['"' or '}', ..],
            '[' => inside is ['"' or '{' or '[', ..],
            _ => inside is ['{' or '[', ..],
        };
    }
}
