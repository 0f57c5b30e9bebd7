using System.Globalization;

namespace Soak;

/// <summary>What the command was told.</summary>
internal sealed record SoakSettings
{
    public const string Usage =
        """
        Usage: eng/soak.sh [MINUTES] [--rate EVENTS-A-SECOND] [--inbox sqlite|memory|redis] [--redis HOST:PORT] [--flaw FLAW,...]
          MINUTES   how long, 0.5 to any; 10 unless given
          --rate    new events a second, 1 to 10000; 100 unless given. Faults come on top
          --inbox   sqlite unless given
          --redis   a server to use; without it one is started for the run
          --flaw    makes the application wrong on purpose, to see that the command notices: memory, handles, loss, repetition, dead, error
        """;

    private static readonly string[] Inboxes = ["sqlite", "memory", "redis"];
    private static readonly string[] Flaws = ["none", "memory", "handles", "loss", "repetition", "dead", "error"];

    public TimeSpan Duration { get; private set; } = TimeSpan.FromMinutes(10);

    public int Rate { get; private set; } = 100;

    public string Inbox { get; private set; } = "sqlite";

    public string? Redis { get; private set; }

    public string Flaw { get; private set; } = "none";

    /// <summary>
    /// How many times faster than real time the calendar passes: ids are all remembered for a fifth of the run, then as many go as come. In a
    /// short run for longer, since a lease must outlast any pause of a busy machine. Redis has its own clock, which cannot be sped up.
    /// </summary>
    public double ClockSpeed => Inbox == "redis" ? 1 : Math.Clamp(Retention / (Duration / 5), 1, LeaseDuration / ShortestLease);

    /// <summary>By the calendar; the longest that the options allow, where the calendar is fast.</summary>
    public TimeSpan LeaseDuration => Inbox == "redis" ? TimeSpan.FromMinutes(1) : TimeSpan.FromHours(1);

    /// <summary>How long, in real time, all ids are remembered before the first expire.</summary>
    public TimeSpan TimeUntilIdsExpire => Retention / ClockSpeed;

    /// <summary>The least that a receiver may remember ids.</summary>
    public static TimeSpan Retention { get; } = new(7, 21, 10);

    /// <summary>In real time.</summary>
    private static TimeSpan ShortestLease { get; } = TimeSpan.FromSeconds(20);

    /// <returns>Null where the command line is wrong.</returns>
    public static SoakSettings? Parse(IReadOnlyList<string> arguments)
    {
        var settings = new SoakSettings();
        for (var i = 0; i < arguments.Count; i++)
        {
            var value = arguments[i].StartsWith("--", StringComparison.Ordinal) && i + 1 < arguments.Count ? arguments[++i] : null;
            var isRight = (value is null ? "" : arguments[i - 1]) switch
            {
                "" => settings.SetMinutes(arguments[i]),
                "--rate" => settings.SetRate(value!),
                "--inbox" => Inboxes.Contains(settings.Inbox = value!),
                "--redis" => (settings.Redis = value) is not null,
                "--flaw" => (settings.Flaw = value!).Split(',').All(Flaws.Contains),
                _ => false,
            };
            if (!isRight)
            {
                return null;
            }
        }

        return settings;
    }

    private bool SetMinutes(string text)
    {
        if (!double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var minutes) || minutes < 0.5 || !double.IsFinite(minutes))
        {
            return false;
        }

        Duration = TimeSpan.FromMinutes(minutes);
        return true;
    }

    private bool SetRate(string text)
    {
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var rate) || rate is < 1 or > 10_000)
        {
            return false;
        }

        Rate = rate;
        return true;
    }
}
