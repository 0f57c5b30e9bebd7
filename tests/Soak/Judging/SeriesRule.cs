using Soak.Sampling;

namespace Soak.Judging;

/// <summary>How much a series may be higher in the last third of a run than in the middle one: the greater of a share and an amount.</summary>
/// <param name="Name">The series.</param>
/// <param name="Share">Of the median of the middle third.</param>
/// <param name="Amount">In the series' own unit: what is noise however small the figure is.</param>
/// <param name="IsBytes">Whether the unit is bytes.</param>
internal sealed record SeriesRule(string Name, double Share, double Amount, bool IsBytes = false)
{
    private const double MiB = 1024 * 1024;

    /// <summary>Those that must be flat.</summary>
    public static IReadOnlyList<SeriesRule> Flat { get; } =
    [
        new(SeriesNames.Heap, 0.10, 2 * MiB, IsBytes: true),
        new(SeriesNames.Resident, 0.15, 24 * MiB, IsBytes: true),
        new(SeriesNames.Threads, 0.10, 4),
        new(SeriesNames.Handles, 0.10, 24),
        new(SeriesNames.Pending, 0.50, 50),
        new(SeriesNames.Database, 0.10, 0.5 * MiB, IsBytes: true),
        new(SeriesNames.WriteAheadLog, 0.50, 8 * MiB, IsBytes: true),
        new(SeriesNames.Ids, 0.15, 100),
        new(SeriesNames.LogLines, 0.15, 200),
        new(SeriesNames.Output, 0.00, 0.25 * MiB, IsBytes: true),
    ];

    /// <summary>Those that grow as they should: Redis keeps ids by its own clock, which no run is long enough for.</summary>
    public static IReadOnlyList<SeriesRule> Reported { get; } =
    [
        new(SeriesNames.RedisKeys, double.PositiveInfinity, 0),
        new(SeriesNames.RedisMemory, double.PositiveInfinity, 0, IsBytes: true),
    ];
}
