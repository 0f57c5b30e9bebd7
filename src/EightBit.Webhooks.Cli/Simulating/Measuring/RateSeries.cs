namespace EightBit.Webhooks.Cli.Simulating.Measuring;

/// <summary>How many attempts ended when, in at most 120 slots: when the run outgrows them, each becomes twice as long.</summary>
internal sealed class RateSeries
{
    public const int MostSlots = 120;

    private static readonly TimeSpan FirstWidth = TimeSpan.FromMilliseconds(250);

    private readonly long[] _acknowledged = new long[MostSlots];
    private readonly long[] _failed = new long[MostSlots];
    private TimeSpan _width = FirstWidth;
    private int _used;

    public void Record(TimeSpan at, bool isAcknowledged)
    {
        while (at >= _width * MostSlots)
        {
            Fold(_acknowledged);
            Fold(_failed);
            _width *= 2;
            _used = (_used + 1) / 2;
        }

        var slot = Math.Max(0, (int)(at / _width));
        _used = Math.Max(_used, slot + 1);
        (isAcknowledged ? _acknowledged : _failed)[slot]++;
    }

    public IReadOnlyList<RateSlot> Slots()
        => [.. Enumerable.Range(0, _used).Select(slot => new RateSlot(slot * _width, _width, _acknowledged[slot], _failed[slot]))];

    private static void Fold(long[] counts)
    {
        for (var slot = 0; slot < MostSlots / 2; slot++)
        {
            counts[slot] = counts[2 * slot] + counts[(2 * slot) + 1];
        }

        Array.Clear(counts, MostSlots / 2, MostSlots / 2);
    }
}
