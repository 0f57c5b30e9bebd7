using Soak.Sampling;

namespace Soak.Judging;

/// <summary>How much a series may be higher in the last third of a run than in the middle one: the greater of a share and an amount.</summary>
/// <param name="Name">The series.</param>
/// <param name="Share">Of the median of the middle third.</param>
/// <param name="Amount">In the series' own unit: what is noise however small the figure is.</param>
/// <param name="IsBytes">Whether the unit is bytes.</param>
/// <param name="HoldsIds">Whether it grows with the ids and lines of the log until they expire.</param>
internal sealed record SeriesRule(string Name, double Share, double Amount, bool IsBytes = false, bool HoldsIds = false)
{
    private const double MiB = 1024 * 1024;

    private static readonly IReadOnlyList<SeriesRule> Flat =
    [
        new(SeriesNames.Heap, 0.10, 2 * MiB, IsBytes: true),
        new(SeriesNames.Resident, 0.15, 24 * MiB, IsBytes: true),
        new(SeriesNames.Threads, 0.10, 10),
        new(SeriesNames.Handles, 0.10, 24),
        new(SeriesNames.Pending, 0.50, 50),
        new(SeriesNames.Database, 0.10, 0.5 * MiB, IsBytes: true, HoldsIds: true),
        new(SeriesNames.WriteAheadLog, 0.50, 8 * MiB, IsBytes: true),
        new(SeriesNames.Ids, 0.15, 100, HoldsIds: true),
        new(SeriesNames.LogLines, 0.15, 200, HoldsIds: true),
    ];

    /// <summary>Redis keeps ids by its own clock, which no run is long enough for.</summary>
    private static readonly IReadOnlyList<SeriesRule> Growing =
    [
        new(SeriesNames.RedisKeys, double.PositiveInfinity, 0),
        new(SeriesNames.RedisMemory, double.PositiveInfinity, 0, IsBytes: true),
    ];

    /// <summary>The rules of a run; what grows as it should is only reported.</summary>
    /// <param name="idsExpire">Whether, from the middle third on, as many ids go as come.</param>
    public static IEnumerable<SeriesRule> Of(bool idsExpire)
        => Flat.Select(rule => rule.HoldsIds && !idsExpire ? rule with { Share = double.PositiveInfinity } : rule).Concat(Growing);
}
