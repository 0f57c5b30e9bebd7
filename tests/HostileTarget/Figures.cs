using System.Text.Json;

namespace HostileTarget;

/// <summary>The process at one moment.</summary>
internal sealed record Figures(long Handled, IReadOnlyDictionary<string, long> Outcomes, long HeapBytes, long ResidentBytes, int OpenFiles)
{
    /// <param name="outcomes">What was answered.</param>
    /// <param name="handled">What the handler has done.</param>
    /// <param name="collect">Whether garbage is to be collected first and its memory given back to the system.</param>
    public static Figures Take(OutcomeCounts outcomes, HandledCount handled, bool collect)
    {
        var heapBytes = GC.GetTotalMemory(forceFullCollection: false);
        if (collect)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);

            // GetTotalMemory guesses what was allocated since a collection, and has been seen to be negative.
            var heap = GC.GetGCMemoryInfo(GCKind.FullBlocking);
            heapBytes = heap.HeapSizeBytes - heap.FragmentedBytes;
        }

        return new Figures(
            handled.Value,
            new Dictionary<string, long>(outcomes.All),
            heapBytes,
            Environment.WorkingSet,
            Directory.GetFileSystemEntries("/proc/self/fd").Length);
    }

    public string ToJson() => JsonSerializer.Serialize(this);
}
