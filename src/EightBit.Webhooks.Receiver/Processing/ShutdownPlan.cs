using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace EightBit.Webhooks.Receiver.Processing;

/// <summary>How the time that the host gives for stopping is divided.</summary>
internal sealed class ShutdownPlan
{
    private static readonly TimeSpan LongestGrace = TimeSpan.FromSeconds(3);

    public ShutdownPlan(IOptions<WebhookProcessingOptions> processing, IOptions<HostOptions> host)
    {
        var whole = host.Value.ShutdownTimeout;
        if (whole == Timeout.InfiniteTimeSpan)
        {
            DrainTime = processing.Value.DrainTimeout ?? Timeout.InfiniteTimeSpan;
            Grace = LongestGrace;
            return;
        }

        DrainTime = processing.Value.DrainTimeout ?? whole * 2 / 3;

        // Two graces, and as much again for the other services of the application.
        var grace = (whole - DrainTime) / 4;
        Grace = grace < LongestGrace ? grace : LongestGrace;
    }

    /// <summary>How long running handlers may go on; infinite where the host waits for ever.</summary>
    public TimeSpan DrainTime { get; }

    /// <summary>Whether the drain time is not over so long after its beginning.</summary>
    public bool Drains(TimeSpan after) => DrainTime == Timeout.InfiniteTimeSpan || after < DrainTime;

    /// <summary>How long handlers get to notice that their tokens are cancelled, and then the inbox to take their events back.</summary>
    public TimeSpan Grace { get; }
}
