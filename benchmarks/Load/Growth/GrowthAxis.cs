namespace Load.Growth;

/// <summary>What a delivery costs for each size of one thing, beside what it is compared with: the smallest size, or bare at the same size.</summary>
internal sealed record GrowthAxis(string Name, IReadOnlyList<GrowthPoint> Points, IReadOnlyList<GrowthPoint> Yardsticks)
{
    public static GrowthAxis BesideTheSmallest(string name, IReadOnlyList<GrowthPoint> points)
        => new(name, points, [.. points.Select(_ => points[0])]);

    public double CpuRatio(int index) => Points[index].Cpu / Yardsticks[index].Cpu;

    public double RateRatio(int index) => Points[index].PerSecond / Yardsticks[index].PerSecond;
}
