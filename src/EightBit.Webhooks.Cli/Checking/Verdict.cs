namespace EightBit.Webhooks.Cli.Checking;

/// <summary>An outcome, and the observation it rests on, as a sentence.</summary>
internal sealed record Verdict(Outcome Outcome, string Reason)
{
    public static Verdict Pass(string reason) => new(Outcome.Pass, reason);

    public static Verdict NotVisible(string reason) => new(Outcome.NotVisible, reason);

    public static Verdict Advice(string reason) => new(Outcome.Advice, reason);

    public static Verdict Fail(string reason) => new(Outcome.Fail, reason);
}
