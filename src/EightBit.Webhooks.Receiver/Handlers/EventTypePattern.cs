namespace EightBit.Webhooks.Receiver.Handlers;

/// <summary><c>*</c>, <c>resource.*</c>, or one event type, as in the platform's own subscriptions.</summary>
internal readonly record struct EventTypePattern
{
    private const string Everything = "*";
    private const string CategorySuffix = ".*";

    private readonly string _pattern;

    private EventTypePattern(string pattern) => _pattern = pattern;

    /// <exception cref="ArgumentException">The text is not a pattern.</exception>
    public static EventTypePattern Parse(string pattern)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(pattern);
        var literal = pattern.EndsWith(CategorySuffix, StringComparison.Ordinal) ? pattern[..^CategorySuffix.Length] : pattern;
        if (pattern != Everything && (literal.Length == 0 || literal.Contains('*') || literal.Any(char.IsWhiteSpace)))
        {
            throw new ArgumentException(
                $"\"{pattern}\" is not a pattern of event types. Use \"*\" for every event, \"conversation.*\" for a category, "
                + "or an event type such as \"message.received\".",
                nameof(pattern));
        }

        return new EventTypePattern(pattern);
    }

    public bool Matches(string eventType)
    {
        if (_pattern == Everything)
        {
            return true;
        }

        // The dot belongs to the prefix: "conversation.*" does not match "conversations.merged".
        return _pattern.EndsWith(CategorySuffix, StringComparison.Ordinal)
            ? eventType.AsSpan().StartsWith(_pattern.AsSpan(0, _pattern.Length - 1), StringComparison.Ordinal)
            : string.Equals(_pattern, eventType, StringComparison.Ordinal);
    }

    public override string ToString() => _pattern;
}
