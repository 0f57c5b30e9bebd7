using System.Globalization;
using System.Text;

namespace EightBit.Webhooks.Receiver.Processing;

/// <summary>Exceptions as text: short for what is kept of every attempt, whole for the dead letter.</summary>
internal static class ErrorText
{
    public const int MaxShortLength = 500;
    public const int MaxLength = 8_000;

    /// <summary>What several handlers have to say may take this much in an event's history.</summary>
    public const int MaxHistoryLength = 2_000;

    private const string CutMark = " … (shortened)";

    /// <summary>Type and message, and those of the inner exceptions as far as they fit.</summary>
    public static string Short(string subject, Exception exception)
    {
        var text = new StringBuilder($"{subject}: {Line(exception)}");
        for (var inner = exception.InnerException; inner is not null; inner = inner.InnerException)
        {
            var line = $" ---> {Line(inner)}";
            if (text.Length + line.Length > MaxShortLength)
            {
                break;
            }

            text.Append(line);
        }

        return Cut(text.ToString(), MaxShortLength);
    }

    public static string Full(string subject, Exception exception) => Cut($"{subject}: {exception}", MaxLength);

    /// <summary>One below the other; none of them takes the room of the others.</summary>
    public static string Join(IReadOnlyCollection<string> errors, int maxLength)
        => string.Join("\n", errors.Select(error => Cut(error, ((maxLength + 1) / errors.Count) - 1)));

    /// <summary>What would end a line of a log, or change how it looks, as an escape: messages about unreadable data name members of the body.</summary>
    public static string OneLine(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (char.GetUnicodeCategory(character) is UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            {
                line.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
            }
            else
            {
                line.Append(character);
            }
        }

        return line.ToString();
    }

    public static string Cut(string text, int maxLength)
    {
        if (text.Length <= maxLength)
        {
            return text;
        }

        var kept = Math.Max(0, maxLength - CutMark.Length);
        if (kept > 0 && char.IsHighSurrogate(text[kept - 1]))
        {
            kept--;
        }

        return string.Concat(text.AsSpan(0, kept), CutMark);
    }

    private static string Line(Exception exception) => $"{exception.GetType()}: {exception.Message}";
}
