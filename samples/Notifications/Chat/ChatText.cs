namespace Notifications.Chat;

/// <summary>Makes text of what came from outside: bounded, on one line, and without the power to mention anybody.</summary>
internal static class ChatText
{
    private const int MaxLength = 300;

    public static string Of(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return "–";
        }

        var line = string.Concat(text.Take(MaxLength).Select(character => char.IsControl(character) ? ' ' : character));

        // "<!channel>" would ring every phone, and "<https://…|our login>" would be a link that says what it likes.
        line = line.Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal);
        return text.Length <= MaxLength ? line : $"{line}…";
    }
}
