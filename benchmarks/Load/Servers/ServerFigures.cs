namespace Load.Servers;

/// <summary>What a server process had used at one moment.</summary>
internal sealed record ServerFigures(
    long Handled, double CpuMicroseconds, long AllocatedBytes, int Gen0, int Gen1, int Gen2, long HeapBytes, long WorkingSet, long PeakWorkingSet);
