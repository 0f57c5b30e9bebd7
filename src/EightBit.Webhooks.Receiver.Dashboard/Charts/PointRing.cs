namespace EightBit.Webhooks.Receiver.Dashboard.Charts;

/// <summary>The latest points, and no more of them than there is room for.</summary>
internal sealed class PointRing
{
    private readonly Lock _gate = new();
    private readonly Queue<SeriesPoint> _points = new();
    private readonly int _capacity;

    public PointRing(int capacity) => _capacity = capacity;

    public void Add(SeriesPoint point)
    {
        lock (_gate)
        {
            if (_points.Count == _capacity)
            {
                _points.Dequeue();
            }

            _points.Enqueue(point);
        }
    }

    /// <summary>Those after a time, oldest first.</summary>
    public IReadOnlyList<SeriesPoint> After(DateTimeOffset time)
    {
        lock (_gate)
        {
            return [.. _points.SkipWhile(point => point.At <= time)];
        }
    }
}
