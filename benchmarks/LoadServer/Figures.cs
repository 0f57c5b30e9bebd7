using System.Globalization;

namespace LoadServer;

/// <summary>What the process has used so far.</summary>
internal sealed class Figures
{
    private readonly HandledCount _handled;

    public Figures(HandledCount handled) => _handled = handled;

    /// <summary>For <c>collect</c> after a full collection, so that the next run begins alike.</summary>
    public string Answer(string command)
    {
        if (command == "collect")
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
        }

        FormattableString answer = $"{_handled.Value} {Environment.CpuUsage.TotalTime.TotalMicroseconds:0} {GC.GetTotalAllocatedBytes(precise: command == "collect")} {GC.CollectionCount(0)} {GC.CollectionCount(1)} {GC.CollectionCount(2)} {GC.GetTotalMemory(forceFullCollection: command == "collect")} {Environment.WorkingSet} {PeakWorkingSet()}";
        return answer.ToString(CultureInfo.InvariantCulture);
    }

    private static long PeakWorkingSet()
    {
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }
}
