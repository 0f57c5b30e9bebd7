using System.Globalization;

namespace Fuzz.Running;

/// <summary>What came of feeding one target.</summary>
internal sealed record TargetReport(string Target, long Inputs, TimeSpan Time, IReadOnlyList<Finding> Findings, IReadOnlyList<string> Files)
{
    public int Crashes => Findings.Count(finding => finding.Kind == FindingKind.Crash);

    public int Hangs => Findings.Count(finding => finding.Kind == FindingKind.Hang);

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Target,-14} {Inputs,9} inputs {Time.TotalSeconds,7:0.0} s {Inputs / Math.Max(Time.TotalSeconds, 0.001),9:0}/s {Crashes,3} crashes {Hangs,3} hangs");
}
