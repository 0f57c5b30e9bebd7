using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace EightBit.Webhooks.Receiver.Secrets;

/// <summary>A secret shared with the platform, ready to be used as an HMAC key.</summary>
/// <remarks>Never prints itself: <see cref="ToString"/> returns a fixed text.</remarks>
public sealed class WebhookSecret
{
    /// <summary>The platform accepts no secret shorter than this many characters.</summary>
    public const int MinimumLength = 16;

    private const int MinimumHexBytes = 16;

    private readonly byte[] _key;

    private WebhookSecret(byte[] key) => _key = key;

    internal ReadOnlySpan<byte> Key => _key;

    /// <summary>Uses the UTF-8 text of <paramref name="secret"/> as the key.</summary>
    /// <param name="secret">The secret as the platform showed it, at least <see cref="MinimumLength"/> characters.</param>
    /// <exception cref="ArgumentException">The secret is empty, too short, or begins or ends with white space.</exception>
    public static WebhookSecret FromText(string secret) => Create(secret, SecretEncoding.Utf8);

    /// <summary>Uses the bytes that the hex digits of <paramref name="secret"/> stand for as the key.</summary>
    /// <param name="secret">An even number of hex digits in either case, at least 32: the key has at least 16 bytes.</param>
    /// <exception cref="ArgumentException">
    /// The secret is empty, too short, begins or ends with white space, or is not hex.
    /// </exception>
    public static WebhookSecret FromHex(string secret) => Create(secret, SecretEncoding.Hex);

    /// <summary>Creates a secret from configured text, or says what is wrong with the text.</summary>
    /// <param name="text">The configured text.</param>
    /// <param name="encoding">How the text becomes the key.</param>
    /// <param name="secret">The secret, when the text is usable.</param>
    /// <param name="problem">What is wrong, and the fix, written to follow the name of the setting: "is empty; ...". Never holds the text itself.</param>
    /// <returns>Whether the text is usable.</returns>
    public static bool TryCreate(
        string? text,
        SecretEncoding encoding,
        [NotNullWhen(true)] out WebhookSecret? secret,
        [NotNullWhen(false)] out string? problem)
    {
        secret = null;
        problem = FindProblem(text, encoding);
        if (problem is not null)
        {
            return false;
        }

        secret = new WebhookSecret(encoding == SecretEncoding.Hex ? Convert.FromHexString(text!) : Encoding.UTF8.GetBytes(text!));
        return true;
    }

    /// <summary>Returns a fixed text, so that a secret never ends up in a log by accident.</summary>
    public override string ToString() => "WebhookSecret (hidden)";

    private static WebhookSecret Create(string secret, SecretEncoding encoding)
    {
        ArgumentNullException.ThrowIfNull(secret);
        return TryCreate(secret, encoding, out var created, out var problem)
            ? created
            : throw new ArgumentException($"The secret {problem}.", nameof(secret));
    }

    private static string? FindProblem(string? text, SecretEncoding encoding)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "is empty; set it to the secret that the platform showed when the endpoint was created";
        }

        if (IsInvisible(text[0]) || IsInvisible(text[^1]))
        {
            return "begins or ends with white space or an invisible character, probably copied along with it; remove it";
        }

        if (text.Length < MinimumLength)
        {
            return $"has {text.Length} characters, but a secret of the platform has at least {MinimumLength}; copy it whole";
        }

        if (encoding != SecretEncoding.Hex)
        {
            return null;
        }

        if (text.Length % 2 != 0 || !text.All(char.IsAsciiHexDigit))
        {
            return "is to be decoded as hex, but is not an even number of hex digits; check it, or use the encoding Utf8";
        }

        return text.Length / 2 < MinimumHexBytes
            ? $"has {text.Length / 2} bytes when decoded as hex, but a key needs at least {MinimumHexBytes}; copy it whole, or use the encoding Utf8"
            : null;
    }

    private static bool IsInvisible(char character)
        => char.IsWhiteSpace(character) || char.GetUnicodeCategory(character) is UnicodeCategory.Control or UnicodeCategory.Format;
}
