using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EightBit.Webhooks.Cli.Signing;

/// <summary>What happens to a body between the signature and the verification.</summary>
internal static class BodyMistakes
{
    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    public static IEnumerable<Mistake<byte[]>> Of(byte[] body)
    {
        if (EndsWith(body, "\r\n"u8))
        {
            yield return new("The body given here has a line end (CR LF) that was not signed. Editors and 'echo' add one; 'printf %s' does not.", body[..^2]);
        }

        if (EndsWith(body, "\n"u8))
        {
            yield return new("The body given here has a line feed at its end that was not signed. Editors and 'echo' add one; 'printf %s' does not.", body[..^1]);
        }

        yield return new("A line feed at the end of the body was signed, and is missing here.", [.. body, (byte)'\n']);
        yield return new("A line end (CR LF) at the end of the body was signed, and is missing here.", [.. body, .. "\r\n"u8]);
        if (body.AsSpan().StartsWith(ByteOrderMark))
        {
            yield return new("The body given here begins with a byte order mark that was not signed. Save it as UTF-8 without one.", body[ByteOrderMark.Length..]);
        }

        yield return new("A byte order mark in front of the body was signed, and is missing here.", [.. ByteOrderMark, .. body]);
        foreach (var mistake in OfText(body))
        {
            yield return mistake;
        }
    }

    private static IEnumerable<Mistake<byte[]>> OfText(byte[] body)
    {
        if (Decode(body) is not { } text)
        {
            yield break;
        }

        var unix = text.Replace("\r\n", "\n", StringComparison.Ordinal);
        if (unix != text)
        {
            yield return new("The body given here has CR LF line ends where LF was signed. Something has converted them; take the bytes as they came.", Utf8(unix));
        }

        yield return new("The body has LF line ends here where CR LF was signed. Something has converted them; take the bytes as they came.", Utf8(unix.Replace("\n", "\r\n", StringComparison.Ordinal)));
        yield return new("The body was read as Latin-1 and written as UTF-8 before it got here, or the other way round. Take the bytes as they came.", Encoding.Latin1.GetBytes(text));
        yield return new("The body was signed as UTF-16 text. Sign the bytes that are sent.", Encoding.Unicode.GetBytes(text));
        foreach (var mistake in OfJson(text))
        {
            yield return mistake;
        }
    }

    private static IEnumerable<Mistake<byte[]>> OfJson(string text)
    {
        if (Parse(text) is not { } json)
        {
            yield break;
        }

        const string Reserialised = "The JSON was parsed and written anew on one side, which changes its bytes ({0} was signed). Keep the raw body, and verify that.";
        foreach (var (style, options) in Styles())
        {
            var written = json.ToJsonString(options);
            yield return new(string.Format(null, Reserialised, style), Utf8(written));
            yield return new(string.Format(null, Reserialised, style + ", with spaces after colons and commas"), Utf8(Spaced(written)));
        }
    }

    private static IEnumerable<(string Style, JsonSerializerOptions Options)> Styles()
    {
        foreach (var (escaping, encoder) in new[] { ("", JavaScriptEncoder.UnsafeRelaxedJsonEscaping), (" with characters escaped", JavaScriptEncoder.Default) })
        {
            yield return ("the compact form" + escaping, new JsonSerializerOptions { Encoder = encoder });
            yield return ("the form indented by 2" + escaping, new JsonSerializerOptions { Encoder = encoder, WriteIndented = true, NewLine = "\n" });
            yield return ("the form indented by 4" + escaping, new JsonSerializerOptions { Encoder = encoder, WriteIndented = true, IndentSize = 4, NewLine = "\n" });
        }
    }

    /// <summary>As Python's json.dumps writes it.</summary>
    private static string Spaced(string compact)
    {
        var spaced = new StringBuilder(compact.Length + (compact.Length / 8));
        var inText = false;
        for (var index = 0; index < compact.Length; index++)
        {
            var character = compact[index];
            spaced.Append(character);
            if (inText && character == '\\')
            {
                spaced.Append(compact[++index]);
                continue;
            }

            inText ^= character == '"';
            if (!inText && character is ':' or ',' && !inText)
            {
                spaced.Append(' ');
            }
        }

        return spaced.ToString();
    }

    private static JsonNode? Parse(string text)
    {
        try
        {
            var json = JsonNode.Parse(text);
            _ = json?.ToJsonString(); // half of a surrogate pair can be read, and not be written anew: then nobody has
            return json;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string? Decode(byte[] body)
    {
        try
        {
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(body);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static bool EndsWith(byte[] body, ReadOnlySpan<byte> end) => body.AsSpan().EndsWith(end);
}
