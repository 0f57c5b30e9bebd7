using EightBit.Webhooks.Receiver.Events;

namespace LiveAnalytics.Counting;

/// <summary>The last hour, minute by minute, in bounded memory.</summary>
/// <remarks>
/// Handlers run at least once, so every event is counted by its id: id and count are written in one step, in the minute in which the event
/// happened. A minute and its ids leave the window together, so an event that runs again is either known or too late, never counted twice.
/// </remarks>
internal sealed class LiveBoard
{
    /// <summary>How many minutes are kept, the current one among them.</summary>
    public const int Window = 60;

    private readonly Lock _lock = new();
    private readonly Minute?[] _minutes = new Minute?[Window];
    private readonly OpenConversations _conversations = new();
    private readonly TimeProvider _time;
    private long _tooLate;
    private long _overBound;
    private TaskCompletionSource _changed = NewSignal();

    public LiveBoard(TimeProvider time) => _time = time;

    /// <summary>Ends with the next change. Take it before <see cref="Read"/>, so that no change falls between the two.</summary>
    public Task Changed
    {
        get
        {
            lock (_lock)
            {
                return _changed.Task;
            }
        }
    }

    /// <param name="webhookEvent">The event: counted once, however often it comes here.</param>
    /// <param name="happenedAt">When it happened, by its payload.</param>
    /// <param name="sign">What it says about its conversation.</param>
    /// <param name="add">Counts it; must not throw.</param>
    public void Count(WebhookEvent webhookEvent, DateTimeOffset? happenedAt, ConversationSign sign, Action<Minute> add)
    {
        var at = EventTime.Of(webhookEvent, happenedAt);
        var key = Key128.Of(webhookEvent.Id);
        var conversation = webhookEvent.ConversationId is { } id ? Key128.Of(id) : (UInt128?)null;
        lock (_lock)
        {
            var minute = MinuteOf(at);
            if (minute is null)
            {
                _tooLate++;
            }
            else if (minute.Knows(key))
            {
                return;
            }
            else if (!minute.TryRemember(key))
            {
                _overBound++;
            }
            else
            {
                add(minute);
                _conversations.Note(conversation, at, sign);
            }

            _changed.SetResult();
            _changed = NewSignal();
        }
    }

    public LiveSnapshot Read()
    {
        var now = _time.GetUtcNow();
        lock (_lock)
        {
            var first = FirstNumberAt(now);
            var minutes = Enumerable.Range(0, Window).Select(offset => At(first + offset) ?? new Minute(first + offset)).ToList();
            return new LiveSnapshot
            {
                At = now,
                Minutes = [.. minutes.Select(MinuteSnapshot.Of)],
                Channels = ChannelCounts.Sum(minutes.Select(minute => minute.Channels)),
                OpenConversations = _conversations.CountOpen(since: StartOf(first)),
                Ratings = RatingCounts.Sum(minutes.Select(minute => minute.Ratings)),
                TooLate = _tooLate,
                OverBound = _overBound + _conversations.OverBound,
            };
        }
    }

    /// <returns>Null when it is no longer in the window.</returns>
    private Minute? MinuteOf(DateTimeOffset at)
    {
        var now = _time.GetUtcNow();
        var number = NumberOf(at);
        if (number < FirstNumberAt(now))
        {
            return null;
        }

        ref var place = ref _minutes[number % Window];
        if (place is null || place.Number < number)
        {
            place = new Minute(number);
            _conversations.Forget(before: StartOf(FirstNumberAt(now)));
        }

        return place.Number == number ? place : null;
    }

    private Minute? At(long number) => _minutes[number % Window] is { } minute && minute.Number == number ? minute : null;

    private static long FirstNumberAt(DateTimeOffset now) => Math.Max(0, NumberOf(now) - Window + 1);

    private static DateTimeOffset StartOf(long number) => DateTimeOffset.FromUnixTimeSeconds(number * 60);

    private static long NumberOf(DateTimeOffset at) => Math.Max(0, at.ToUnixTimeSeconds() / 60);

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
