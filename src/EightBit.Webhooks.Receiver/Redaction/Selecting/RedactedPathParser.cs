using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace EightBit.Webhooks.Receiver.Redaction.Selecting;

/// <summary>Reads the forms of RFC 9535 that select by place; whatever else the text holds is refused, so that nothing stays visible by mistake.</summary>
internal ref struct RedactedPathParser
{
    public const int MaxLength = 500;

    private const int MaxIndexDigits = 9;

    private readonly ReadOnlySpan<char> _text;
    private readonly List<PathSegment> _segments = [];
    private int _at;

    private RedactedPathParser(ReadOnlySpan<char> text) => _text = text;

    private readonly ReadOnlySpan<char> Rest => _text[_at..];

    /// <param name="text">The path.</param>
    /// <param name="path">What it selects.</param>
    /// <param name="problem">What is wrong with it.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out RedactedPath? path, [NotNullWhen(false)] out string? problem)
    {
        path = null;
        if (text is not { Length: > 0 and <= MaxLength } || text[0] != '$')
        {
            problem = $"it does not begin with $, or is longer than {MaxLength} characters";
            return false;
        }

        var parser = new RedactedPathParser(text) { _at = 1 };
        while (parser.Rest.Length > 0)
        {
            if (!parser.TryReadSegment() || parser._segments.Count > RedactedPath.MaxSegments)
            {
                problem = $"it cannot be understood from character {parser._at + 1} on";
                return false;
            }
        }

        path = new RedactedPath(parser._segments);
        problem = null;
        return true;
    }

    private bool TryReadSegment()
    {
        if (TrySkip(".."))
        {
            return Rest is ['[', ..] ? TryReadBracket(SegmentKind.DescendantMember) : TryReadName(SegmentKind.DescendantMember);
        }

        if (TrySkip(".*") || TrySkip("[*]"))
        {
            _segments.Add(new PathSegment(SegmentKind.Any));
            return true;
        }

        return TrySkip(".") ? TryReadName(SegmentKind.Member) : TryReadBracket(SegmentKind.Member);
    }

    private bool TrySkip(string text)
    {
        if (!Rest.StartsWith(text, StringComparison.Ordinal))
        {
            return false;
        }

        _at += text.Length;
        return true;
    }

    /// <summary>A name without quotes: letters, digits and <c>_</c>, no digit in front.</summary>
    private bool TryReadName(SegmentKind kind)
    {
        var length = 0;
        while (length < Rest.Length && IsNameCharacter(Rest[length]))
        {
            length++;
        }

        if (length == 0 || char.IsAsciiDigit(Rest[0]))
        {
            return false;
        }

        _segments.Add(new PathSegment(kind, new MemberName(Rest[..length].ToString())));
        _at += length;
        return true;
    }

    private static bool IsNameCharacter(char character) => char.IsAsciiLetterOrDigit(character) || character is '_' or >= '\u0080';

    private bool TryReadBracket(SegmentKind kind)
    {
        if (!TrySkip("["))
        {
            return false;
        }

        return Rest is ['\'' or '"', ..] ? TryReadQuotedName(kind) : kind == SegmentKind.Member && TryReadIndex();
    }

    private bool TryReadIndex()
    {
        var length = Rest.IndexOf(']');
        if (length is < 1 or > MaxIndexDigits || (length > 1 && Rest[0] == '0')
            || !int.TryParse(Rest[..length], NumberStyles.None, CultureInfo.InvariantCulture, out var index))
        {
            return false;
        }

        _segments.Add(new PathSegment(SegmentKind.Element, Index: index));
        _at += length + 1;
        return true;
    }

    private bool TryReadQuotedName(SegmentKind kind)
    {
        var quote = _text[_at++];
        var name = new StringBuilder();
        while (Rest.Length > 0)
        {
            var character = _text[_at++];
            if (character == quote)
            {
                _segments.Add(new PathSegment(kind, new MemberName(name.ToString())));
                return TrySkip("]");
            }

            if (char.IsControl(character) || (character == '\\' && !TryReadEscape(quote, out character)))
            {
                return false;
            }

            name.Append(character);
        }

        return false;
    }

    private bool TryReadEscape(char quote, out char character)
    {
        character = Rest.Length > 0 ? _text[_at++] : default;
        switch (character)
        {
            case '\\' or '/':
                return true;

            case '\'' or '"':
                return character == quote;

            case 'u':
                var parsed = ushort.TryParse(Rest[..Math.Min(4, Rest.Length)], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
                    && Rest.Length >= 4;
                character = (char)code;
                _at = Math.Min(_at + 4, _text.Length);
                return parsed;

            default:
                return false;
        }
    }
}
