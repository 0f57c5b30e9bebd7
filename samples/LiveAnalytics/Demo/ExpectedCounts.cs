using EightBit.Webhooks.Receiver.Testing.Samples;
using LiveAnalytics.Counting;

namespace LiveAnalytics.Demo;

/// <summary>What the page has to show, counted from what was sent and by other means than the application's.</summary>
internal sealed class ExpectedCounts
{
    private readonly HashSet<string> _open = [];
    private readonly HashSet<string> _ended = [];
    private int _received;
    private int _sent;
    private int _failed;
    private int _ratings;

    public int Events { get; private set; }

    private int Open => _open.Except(_ended).Count();

    public void Add(SampleEvent sample)
    {
        Events++;
        var happenedLongAgo = sample.Type == "message.received"
            && sample.Data.GetProperty("received_at").GetDateTimeOffset() < TimeProvider.System.GetUtcNow().AddHours(-1);
        if (happenedLongAgo)
        {
            return;
        }

        _received += sample.Type == "message.received" ? 1 : 0;
        _sent += sample.Type == "message.sent" ? 1 : 0;
        _failed += sample.Type == "message.failed" ? 1 : 0;
        _ratings += sample.Type == "conversation.rating" ? 1 : 0;
        var conversation = sample.Data.TryGetProperty("conversation_id", out var id) ? id.GetString()! : "";
        if (sample.Type is "conversation.created" or "message.received" or "message.sent" or "message.failed")
        {
            _open.Add(conversation);
        }
        else if (sample.Type == "conversation.ended")
        {
            _ended.Add(conversation);
        }
    }

    public bool IsReachedBy(LiveSnapshot picture)
        => picture.Minutes.Sum(minute => minute.Received) == _received
            && picture.Minutes.Sum(minute => minute.Sent) == _sent
            && picture.Minutes.Sum(minute => minute.Failed) == _failed
            && picture.Channels.Sum(channel => channel.Count) == _received + _sent
            && picture.Ratings.Sum() == _ratings
            && picture.OpenConversations == Open
            && picture.TooLate == 1;

    public string Describe()
        => $"{_received} messages received, {_sent} sent, {_failed} failed, {_ratings} ratings, {Open} conversations open";
}
