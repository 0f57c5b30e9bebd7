namespace EightBit.Webhooks.Receiver.HostileTests.Hosting;

/// <summary>The attacked process at one moment.</summary>
internal sealed record TargetFigures(long Handled, IReadOnlyDictionary<string, long> Outcomes, long HeapBytes, long ResidentBytes, int OpenFiles)
{
    public long Accepted => Outcomes.GetValueOrDefault("accepted");

    public override string ToString() => $"heap {HeapBytes / 1048576.0:0.0} MiB, resident {ResidentBytes / 1048576.0:0.0} MiB, {OpenFiles} open files";
}
