namespace LiveAnalytics.Counting;

/// <summary>Messages by channel. The names come from outside, so their number and length have bounds.</summary>
internal sealed class ChannelCounts
{
    private const int MaxChannels = 8;
    private const int MaxNameLength = 40;
    private const string Other = "other";
    private const string Unknown = "unknown";

    private readonly Dictionary<string, int> _counts = new(StringComparer.OrdinalIgnoreCase);

    public void Add(string? channel)
    {
        var name = string.IsNullOrWhiteSpace(channel) ? Unknown : channel.Length <= MaxNameLength ? channel : channel[..MaxNameLength];
        Add(name, 1);
    }

    public static IReadOnlyList<ChannelCount> Sum(IEnumerable<ChannelCounts> minutes)
    {
        var sum = new ChannelCounts();
        foreach (var (name, count) in minutes.SelectMany(minute => minute._counts))
        {
            sum.Add(name, count);
        }

        return [.. sum._counts.Select(pair => new ChannelCount(pair.Key, pair.Value))
            .OrderByDescending(channel => channel.Count).ThenBy(channel => channel.Name, StringComparer.Ordinal)];
    }

    private void Add(string name, int count)
    {
        var key = _counts.ContainsKey(name) || _counts.Count < MaxChannels ? name : Other;
        _counts[key] = _counts.GetValueOrDefault(key) + count;
    }
}
