using System.ComponentModel.DataAnnotations;

namespace Notifications.Limiting;

/// <summary><c>Notifications:Limit</c>.</summary>
internal sealed class GateOptions
{
    public const string Section = "Notifications:Limit";

    /// <summary>How many messages may go out at once. Default: 5.</summary>
    [Range(1, 100)]
    public int Burst { get; set; } = 5;

    /// <summary>After that, one message in this time. Default: 12 seconds, 5 a minute.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan OneEvery { get; set; } = TimeSpan.FromSeconds(12);

    /// <summary>How often what was held back is told, in one message. Default: 1 minute.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan DigestEvery { get; set; } = TimeSpan.FromMinutes(1);
}
