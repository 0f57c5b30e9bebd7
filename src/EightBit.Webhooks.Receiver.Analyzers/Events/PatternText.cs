namespace EightBit.Webhooks.Receiver.Analyzers.Events;

/// <summary>A pattern as it is written in a call of <c>AddHandler</c>; reads it as the core's <c>EventTypePattern</c> does.</summary>
internal static class PatternText
{
    private const string CategorySuffix = ".*";

    public static bool IsValid(string pattern)
    {
        var literal = IsCategory(pattern) ? pattern.Substring(0, pattern.Length - CategorySuffix.Length) : pattern;
        return pattern == "*" || (literal.Length > 0 && !literal.Contains('*') && !literal.Any(char.IsWhiteSpace));
    }

    public static bool MatchesAny(string pattern, IEnumerable<string> eventTypes)
    {
        if (pattern == "*")
        {
            return true;
        }

        return IsCategory(pattern)
            ? eventTypes.Any(type => type.StartsWith(pattern.Substring(0, pattern.Length - 1), StringComparison.Ordinal))
            : eventTypes.Contains(pattern, StringComparer.Ordinal);
    }

    public static bool IsCategory(string pattern) => pattern.EndsWith(CategorySuffix, StringComparison.Ordinal);
}
