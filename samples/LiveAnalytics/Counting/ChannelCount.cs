namespace LiveAnalytics.Counting;

internal sealed record ChannelCount(string Name, int Count);
