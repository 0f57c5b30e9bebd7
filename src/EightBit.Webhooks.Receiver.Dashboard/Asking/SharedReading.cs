namespace EightBit.Webhooks.Receiver.Dashboard.Asking;

/// <summary>One answer for all who ask within half a second of each other, so that many viewers cost as much as one.</summary>
internal sealed class SharedReading<T>
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(500);

    /// <summary>Some inboxes count what they hold: with a million events, being looked at must not become their main work.</summary>
    private const int PausePerLook = 10;

    private readonly TimeProvider _time;
    private readonly Func<Task<T>> _read;
    private readonly Lock _gate = new();
    private Task<T>? _latest;
    private long _endedAt;
    private TimeSpan _freshFor;

    public SharedReading(TimeProvider time, Func<Task<T>> read)
    {
        _time = time;
        _read = read;
    }

    public Task<T> GetAsync()
    {
        lock (_gate)
        {
            if (_latest is null || (_latest.IsCompleted && _time.GetElapsedTime(_endedAt) >= _freshFor))
            {
                _latest = ReadAsync();
            }

            return _latest;
        }
    }

    private async Task<T> ReadAsync()
    {
        var startedAt = _time.GetTimestamp();
        try
        {
            return await _read();
        }
        finally
        {
            var pause = _time.GetElapsedTime(startedAt) * PausePerLook;
            _freshFor = pause > Shortest ? pause : Shortest;
            _endedAt = _time.GetTimestamp();
        }
    }
}
