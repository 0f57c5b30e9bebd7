using EightBit.Webhooks.Receiver.Events;

namespace SupportDesk.Usage;

/// <summary>Rings when usage has crossed a threshold, unless it is switched off.</summary>
public sealed class UsageAlarm
{
    private int _rung;

    public bool IsOn { get; set; } = true;

    public int Rung => _rung;

    /// <returns>What the platform is answered: 204, or 503 so that it sends the event again later.</returns>
    public IResult Ring(AccountUsageThreshold usage)
    {
        ArgumentNullException.ThrowIfNull(usage);
        if (!IsOn)
        {
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }

        Interlocked.Increment(ref _rung);
        return Results.NoContent();
    }
}
