namespace EightBit.Webhooks.Receiver.Testing.Compliance;

/// <summary>An inbox or a deduplication store breaks a rule.</summary>
public sealed class ComplianceException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="rule">The name of the check.</param>
    /// <param name="seen">What was seen instead.</param>
    /// <param name="consequence">What that means for applications.</param>
    /// <param name="innerException">What the inbox or store threw, if it did.</param>
    public ComplianceException(string rule, string seen, string consequence, Exception? innerException = null)
        : base($"{rule}: {seen}\nWhat it means: {consequence}", innerException)
    {
        Rule = rule;
        Seen = seen;
        Consequence = consequence;
    }

    /// <summary>The name of the check, which states the rule.</summary>
    public string Rule { get; }

    /// <summary>What was seen instead.</summary>
    public string Seen { get; }

    /// <summary>What that means for applications.</summary>
    public string Consequence { get; }
}
