namespace EightBit.Webhooks.Receiver.Health;

/// <summary>Whether dead letters have been added lately, by what successive looks have counted.</summary>
internal sealed class DeadLetterTrend
{
    private readonly Lock _gate = new();
    private long? _last;
    private long? _grewAt;

    public bool HasGrown(long deadLetters, TimeProvider time, TimeSpan within)
    {
        lock (_gate)
        {
            if (deadLetters > _last)
            {
                _grewAt = time.GetTimestamp();
            }

            _last = deadLetters;
            return _grewAt is { } grewAt && time.GetElapsedTime(grewAt) < within;
        }
    }
}
