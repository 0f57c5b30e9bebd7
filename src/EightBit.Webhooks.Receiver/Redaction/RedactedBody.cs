using System.Text.Json;
using EightBit.Webhooks.Receiver.Redaction.Masking;
using EightBit.Webhooks.Receiver.Redaction.Selecting;

namespace EightBit.Webhooks.Receiver.Redaction;

/// <summary>A body whose redacted values are known: written without them, and taken out of the texts that belong to it.</summary>
public sealed class RedactedBody
{
    private const string Unreadable =
        $"{TextMask.Replacement}: the payload cannot be read safely, so it is not known what is to be hidden in this text.";

    private static readonly string TooMany =
        $"{TextMask.Replacement}: the payload has more than {HiddenValues.MaxValues} values that are to be hidden in this text.";

    private readonly JsonElement _root;
    private readonly PathSet _paths;
    private readonly HiddenValues? _hidden;

    internal RedactedBody(JsonElement root, PathSet paths, HiddenValues? hidden)
    {
        _root = root;
        _paths = paths;
        _hidden = hidden;
    }

    /// <summary>
    /// Whether the body can be shown at all. It cannot when it is not JSON in UTF-8, has a name twice in one object, holds half of a
    /// surrogate pair, or is nested more than 64 deep: what is to be hidden in it is not known then.
    /// </summary>
    public bool IsReadable => _hidden is not null;

    /// <summary>Writes the body with <see cref="WebhookRedaction.Mask"/> in place of the values that the paths select.</summary>
    /// <param name="maxBytes">How much of it is written, in bytes of UTF-8.</param>
    /// <param name="indented">Whether for people.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxBytes"/> is negative.</exception>
    /// <exception cref="InvalidOperationException">The body is not <see cref="IsReadable">readable</see>.</exception>
    public RedactedJson Write(int maxBytes, bool indented = true)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxBytes);
        return IsReadable
            ? RedactingWriter.Write(_root, _paths, maxBytes, indented)
            : throw new InvalidOperationException("The body cannot be read safely, so it cannot be written. Look at IsReadable first.");
    }

    /// <summary>
    /// Puts <see cref="WebhookRedaction.Mask"/> in place of what a text repeats of the values that the paths select, also in another
    /// case and with the escapes of JSON, URLs and HTML: values as a whole, what has 16 or more characters in common with one, and
    /// beginnings of values where the text was cut off. Of a body that cannot be read, or has more than 2,000 such values, all of the
    /// text is hidden.
    /// </summary>
    /// <remarks>
    /// Values of 2 to 7 characters are found as whole words alone; single characters, and numbers of up to 3 digits, between quotation
    /// marks alone. What was changed otherwise (encrypted, hashed, translated, in Base64) is not found. Of a text beyond 32,768
    /// characters the rest is cut off.
    /// </remarks>
    /// <param name="text">The text, such as that of an exception.</param>
    public string Mask(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length == 0 ? text
            : _hidden is null ? Unreadable
            : _hidden.AreTooMany ? TooMany
            : TextMask.Apply(text, _hidden);
    }
}
