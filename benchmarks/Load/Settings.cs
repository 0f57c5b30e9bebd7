using System.Globalization;

namespace Load;

internal sealed record Settings(string[] Servers, int[] Connections, int[] BodyBytes, int Rounds, int Deliveries, bool Latency, string? Tables)
{
    private static readonly string[] AllServers = ["bare", "handwritten", "octokit", "memory", "sqlite", "redis", "inline"];

    public static Settings Parse(string[] args)
    {
        var isShort = args.Contains("--short");
        return new Settings(
            Value("--servers")?.Split(',') ?? AllServers,
            Numbers("--connections") ?? [1, 32, 256],
            Numbers("--bytes") ?? [1024, 256, 16 * 1024, 256 * 1024],
            Numbers("--rounds")?[0] ?? (isShort ? 3 : 5),
            Numbers("--deliveries")?[0] ?? (isShort ? 30_000 : 60_000),
            !args.Contains("--no-latency"),
            Value("--tables"));

        string? Value(string name) => Array.IndexOf(args, name) is var at and >= 0 ? args[at + 1] : null;
        int[]? Numbers(string name) => Value(name)?.Split(',').Select(text => int.Parse(text, CultureInfo.InvariantCulture)).ToArray();
    }

    /// <summary>Fewer of the large ones: what counts is the time, not the number.</summary>
    public int DeliveriesOf(int bodyBytes, int connections)
        => Math.Max(1_000, Deliveries / Math.Max(1, bodyBytes / 4096) / (connections == 1 ? 3 : 1));
}
