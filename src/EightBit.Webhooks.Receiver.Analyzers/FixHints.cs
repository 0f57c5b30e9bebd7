namespace EightBit.Webhooks.Receiver.Analyzers;

/// <summary>Names of what a diagnostic carries for its fix.</summary>
internal static class FixHints
{
    /// <summary>The event type that was probably meant.</summary>
    public const string EventType = nameof(EventType);

    /// <summary>The variable that holds the token.</summary>
    public const string Token = nameof(Token);

    /// <summary>The parameter that the token goes into, where it has to be named.</summary>
    public const string Parameter = nameof(Parameter);

    /// <summary>How many arguments stand before a <c>params</c> list that is written out; the list becomes one argument.</summary>
    public const string ArgumentsBeforeList = nameof(ArgumentsBeforeList);
}
