namespace EightBit.Webhooks.Cli.Checking.Reporting;

/// <summary>Tells somebody what was found.</summary>
internal abstract class Report
{
    private readonly List<CheckResult> _results = [];

    public IReadOnlyList<CheckResult> Results => _results;

    public bool HasFailure => _results.Any(result => result.Verdict.Outcome == Outcome.Fail);

    /// <summary>A check is about to run.</summary>
    public virtual void Begin(Check check)
    {
    }

    public void Add(CheckResult result)
    {
        _results.Add(result);
        Tell(result);
    }

    /// <param name="complete">Whether all checks ran.</param>
    public abstract void End(bool complete);

    protected virtual void Tell(CheckResult result)
    {
    }

    protected int Count(Outcome outcome) => _results.Count(result => result.Verdict.Outcome == outcome);

    protected string Summary(bool complete)
        => $"{Count(Outcome.Pass)} passed, {Count(Outcome.Fail)} failed, {Count(Outcome.Advice)} advice, {Count(Outcome.NotVisible)} not visible"
            + (complete ? "." : "; interrupted, so there is more to find.");
}
