namespace EightBit.Webhooks.Receiver.Sqlite.DeliveryLog;

/// <summary>How many deliveries that name no verified event the log takes: anybody can send those, and as many as they like.</summary>
internal sealed class UnverifiedQuota
{
    public const int LinesPerMinute = 60;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private long _windowBegan;
    private int _taken;
    private long _leftOut;

    public UnverifiedQuota(TimeProvider time)
    {
        _time = time;
        _windowBegan = time.GetTimestamp();
    }

    /// <returns>False when the line is to be left out, and counted.</returns>
    public bool TryTake()
    {
        lock (_gate)
        {
            if (_time.GetElapsedTime(_windowBegan) >= Window)
            {
                _windowBegan = _time.GetTimestamp();
                _taken = 0;
            }

            if (_taken < LinesPerMinute)
            {
                _taken++;
                return true;
            }

            _leftOut++;
            return false;
        }
    }

    /// <returns>How many were left out since the last time this was asked.</returns>
    public long TakeLeftOut()
    {
        lock (_gate)
        {
            var leftOut = _leftOut;
            _leftOut = 0;
            return leftOut;
        }
    }
}
