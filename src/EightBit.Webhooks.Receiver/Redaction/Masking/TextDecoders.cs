using System.Globalization;
using System.Net;
using System.Text;

namespace EightBit.Webhooks.Receiver.Redaction.Masking;

/// <summary>Reads one encoded character at the start of a text.</summary>
/// <param name="text">The text.</param>
/// <param name="decoded">Room for two characters.</param>
/// <param name="written">How many of them there are.</param>
/// <returns>How many characters of the text were read; 0 when nothing is encoded there.</returns>
internal delegate int TextDecoder(ReadOnlySpan<char> text, Span<char> decoded, out int written);

/// <summary>The encodings in which messages quote: escapes of JSON and of programming languages, of URLs, of HTML.</summary>
internal static class TextDecoders
{
    private const int LongestEntity = 10;

    public static readonly IReadOnlyList<TextDecoder> All = [ReadEscape, ReadPercent, ReadEntity];

    private static int ReadEscape(ReadOnlySpan<char> text, Span<char> decoded, out int written)
    {
        written = 1;
        if (text is not ['\\', var kind, ..])
        {
            return 0;
        }

        switch (kind)
        {
            case 'u':
                return ReadHex(text, 4, decoded, ref written);

            case 'x':
                return ReadHex(text, 2, decoded, ref written);

            case 'U':
                return ReadHex(text, 8, decoded, ref written);

            case 'n' or 'r' or 't' or 'b' or 'f':
                decoded[0] = kind switch { 'n' => '\n', 'r' => '\r', 't' => '\t', 'b' => '\b', _ => '\f' };
                return 2;

            case '"' or '\'' or '\\' or '/':
                decoded[0] = kind;
                return 2;

            default:
                return 0;
        }
    }

    private static int ReadHex(ReadOnlySpan<char> text, int digits, Span<char> decoded, ref int written)
    {
        if (text.Length < 2 + digits
            || !uint.TryParse(text.Slice(2, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            || code > 0x10FFFF)
        {
            return 0;
        }

        if (code <= char.MaxValue)
        {
            decoded[0] = (char)code;
        }
        else
        {
            written = new Rune(code).EncodeToUtf16(decoded);
        }

        return 2 + digits;
    }

    private static int ReadPercent(ReadOnlySpan<char> text, Span<char> decoded, out int written)
    {
        written = 1;
        if (text[0] == '+')
        {
            decoded[0] = ' ';
            return 1;
        }

        Span<byte> bytes = stackalloc byte[4];
        var count = 0;
        while (count < bytes.Length && text.Length >= 3 * (count + 1) && text[3 * count] == '%'
            && byte.TryParse(
                text.Slice((3 * count) + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out bytes[count]))
        {
            count++;
        }

        if (count == 0 || Rune.DecodeFromUtf8(bytes[..count], out var rune, out var used) != System.Buffers.OperationStatus.Done)
        {
            return 0;
        }

        written = rune.EncodeToUtf16(decoded);
        return 3 * used;
    }

    private static int ReadEntity(ReadOnlySpan<char> text, Span<char> decoded, out int written)
    {
        written = 1;
        if (text[0] != '&' || text[..Math.Min(LongestEntity, text.Length)].IndexOf(';') is not (> 1 and var end))
        {
            return 0;
        }

        var entity = text[..(end + 1)].ToString();
        var character = WebUtility.HtmlDecode(entity);
        if (character == entity || character.Length > decoded.Length)
        {
            return 0;
        }

        character.CopyTo(decoded);
        written = character.Length;
        return entity.Length;
    }
}
