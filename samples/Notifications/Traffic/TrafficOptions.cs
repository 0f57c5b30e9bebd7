using System.ComponentModel.DataAnnotations;

namespace Notifications.Traffic;

/// <summary><c>Notifications:Traffic</c>.</summary>
internal sealed class TrafficOptions
{
    public const string Section = "Notifications:Traffic";

    /// <summary>So many messages in one minute are high traffic. Default: 600.</summary>
    [Range(1, 100_000)]
    public int MessagesPerMinute { get; set; } = 600;

    /// <summary>How long nothing more is said about it. Default: 15 minutes.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan QuietFor { get; set; } = TimeSpan.FromMinutes(15);
}
