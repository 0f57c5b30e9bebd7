namespace EightBit.Webhooks.Receiver.HostileTests.Deliveries;

/// <summary>How the valid deliveries fared that went on during an attack.</summary>
internal sealed class Acknowledgements
{
    /// <summary>After this the platform gives up.</summary>
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(5);

    private readonly List<TimeSpan> _times;
    private readonly List<string> _failures;

    /// <param name="answers">Status and code of each, and the time from when it was due to when its answer had been read.</param>
    public Acknowledgements(IEnumerable<(string Answer, TimeSpan Time)> answers)
    {
        var all = answers.ToList();
        _times = [.. all.Select(answer => answer.Time).Order()];
        _failures = [.. all.Where(answer => answer.Answer != "200 accepted").Select(answer => answer.Answer)];
    }

    public int Count => _times.Count;

    private TimeSpan Max => _times[^1];

    private TimeSpan P99 => _times[(int)Math.Ceiling(0.99 * _times.Count) - 1];

    public void ShouldBeInTime()
    {
        _failures.Should().BeEmpty("valid deliveries are accepted meanwhile");
        Max.Should().BeLessThan(Budget, "the platform waits that long");
    }

    public override string ToString()
        => $"{Count} valid deliveries meanwhile: {Count - _failures.Count} accepted; p50 {_times[_times.Count / 2].TotalMilliseconds:0.0} ms, "
            + $"p99 {P99.TotalMilliseconds:0.0} ms, max {Max.TotalMilliseconds:0.0} ms";
}
