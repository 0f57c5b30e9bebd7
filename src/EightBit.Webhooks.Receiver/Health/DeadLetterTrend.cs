namespace EightBit.Webhooks.Receiver.Health;

/// <summary>Whether dead letters have been added lately, by what successive looks have counted.</summary>
internal sealed class DeadLetterTrend
{
    private readonly Lock _gate = new();
    private long? _last;
    private DateTimeOffset? _grewAt;

    public bool HasGrown(long deadLetters, DateTimeOffset now, TimeSpan within)
    {
        lock (_gate)
        {
            if (deadLetters > _last)
            {
                _grewAt = now;
            }

            _last = deadLetters;
            return now - _grewAt < within;
        }
    }
}
