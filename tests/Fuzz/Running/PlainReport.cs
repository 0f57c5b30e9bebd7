namespace Fuzz.Running;

/// <summary>What came of feeding all targets.</summary>
internal sealed record PlainReport(IReadOnlyList<TargetReport> Targets)
{
    public long Inputs => Targets.Sum(target => target.Inputs);

    public IEnumerable<Finding> Findings => Targets.SelectMany(target => target.Findings);

    public bool IsGood => !Findings.Any();

    public override string ToString()
        => $"{Inputs} inputs, {Targets.Sum(target => target.Crashes)} crashes, {Targets.Sum(target => target.Hangs)} hangs";
}
