using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Unicode;
using EightBit.Webhooks.Receiver.Redaction.Masking;
using EightBit.Webhooks.Receiver.Redaction.Selecting;

namespace EightBit.Webhooks.Receiver.Redaction;

/// <summary>
/// Hides personal data when bodies and errors are shown: the values at JSON paths, in the body itself and in texts that repeat them.
/// The dashboard and the command line use it; use it where your own pages show events.
/// </summary>
/// <remarks>
/// Of RFC 9535 these forms are known: <c>$</c>, <c>.name</c>, <c>['name']</c>, <c>..name</c>, <c>..['name']</c>, <c>.*</c>,
/// <c>[*]</c> and <c>[0]</c>. A name matches in any case, with or without <c>_</c> and <c>-</c>. JSON in a string is looked into, four
/// levels deep; what looks like JSON there and cannot be read is hidden.
/// </remarks>
public sealed class WebhookRedaction
{
    /// <summary>What stands in place of a hidden value.</summary>
    public const string Mask = TextMask.Replacement;

    /// <summary>How many paths there can be: 100.</summary>
    public const int MaxPaths = 100;

    private readonly PathSet _paths;

    /// <summary>Creates a redaction.</summary>
    /// <param name="paths">What is hidden.</param>
    /// <exception cref="ArgumentException">One of the paths cannot be understood, or there are more than <see cref="MaxPaths"/>.</exception>
    public WebhookRedaction(IEnumerable<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        var parsed = new List<RedactedPath>();
        foreach (var text in paths)
        {
            parsed.Add(RedactedPathParser.TryParse(text, out var path, out var problem)
                ? path
                : throw new ArgumentException($"\"{text}\" is not a path: {problem}.", nameof(paths)));
        }

        if (parsed.Count > MaxPaths)
        {
            throw new ArgumentException(
                $"There are {parsed.Count} paths, but there can be {MaxPaths} at most. Put several into one with $..name.", nameof(paths));
        }

        _paths = new PathSet(parsed);
    }

    /// <summary>
    /// E-mail addresses, phone numbers and the content of messages, wherever they are, and the fields that may name people of the
    /// account by their address.
    /// </summary>
    public static IReadOnlyList<string> DefaultPaths { get; } =
    [
        "$..email", "$..emails", "$..email_address", "$..phone", "$..phones", "$..phone_number", "$..content",
        "$..updated_by", "$..deployed_by", "$..undeployed_by", "$..assigned_to",
    ];

    private static ReadOnlySpan<byte> Utf8Bom => [0xEF, 0xBB, 0xBF];

    /// <summary>Whether a text is a path of a form that is known.</summary>
    /// <param name="text">The text.</param>
    /// <param name="problem">What is wrong with it.</param>
    public static bool IsPath(string? text, [NotNullWhen(false)] out string? problem)
        => RedactedPathParser.TryParse(text, out _, out problem);

    /// <summary>Finds what is to be hidden of a body. Never fails: see <see cref="RedactedBody.IsReadable"/>.</summary>
    /// <param name="body">The raw body of an event.</param>
    public RedactedBody Read(ReadOnlyMemory<byte> body)
    {
        var json = body.Span.StartsWith(Utf8Bom) ? body.Span[Utf8Bom.Length..] : body.Span;
        try
        {
            // The parser looks for invalid UTF-8 in some places only.
            if (Utf8.IsValid(json))
            {
                var root = JsonElement.Parse(json, InnerJson.Strict);
                return new RedactedBody(root, _paths, HiddenValueFinder.Find(root, _paths));
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException)
        {
            // It cannot be read, which the answer says.
        }

        return new RedactedBody(default, _paths, null);
    }
}
