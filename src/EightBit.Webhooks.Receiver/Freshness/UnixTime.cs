namespace EightBit.Webhooks.Receiver.Freshness;

/// <summary>Unix times as points in time, without exceptions for those that no <see cref="DateTimeOffset"/> can hold.</summary>
internal static class UnixTime
{
    private static readonly long LastSecond = DateTimeOffset.MaxValue.ToUnixTimeSeconds();
    private static readonly long LastMillisecond = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    public static bool TryFromSeconds(long seconds, out DateTimeOffset time)
    {
        var valid = seconds >= 0 && seconds <= LastSecond;
        time = valid ? DateTimeOffset.FromUnixTimeSeconds(seconds) : default;
        return valid;
    }

    public static bool TryFromMilliseconds(long milliseconds, out DateTimeOffset time)
    {
        var valid = milliseconds >= 0 && milliseconds <= LastMillisecond;
        time = valid ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : default;
        return valid;
    }
}
