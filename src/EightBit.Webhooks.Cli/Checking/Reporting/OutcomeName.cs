namespace EightBit.Webhooks.Cli.Checking.Reporting;

/// <summary>The stable names of outcomes, for people and programs alike.</summary>
internal static class OutcomeName
{
    public static string Of(Outcome outcome) => outcome switch
    {
        Outcome.Pass => "pass",
        Outcome.NotVisible => "not-visible",
        Outcome.Advice => "advice",
        Outcome.Fail => "fail",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, null),
    };
}
