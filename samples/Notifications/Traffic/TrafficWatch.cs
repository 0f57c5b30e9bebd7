using Microsoft.Extensions.Options;

namespace Notifications.Traffic;

/// <summary>Notices a minute with many messages. It remembers their ids, but never more than the threshold.</summary>
internal sealed class TrafficWatch
{
    private readonly Lock _lock = new();
    private readonly TrafficOptions _options;
    private readonly HashSet<string> _ofThisMinute = new(StringComparer.Ordinal);
    private DateTimeOffset _minute;
    private DateTimeOffset _quietUntil;
    private string? _alarmedBy;

    public TrafficWatch(IOptions<TrafficOptions> options) => _options = options.Value;

    /// <returns>
    /// True for the message with which the traffic became high, and again if that one comes again: its handler failed to say so, and repeats it.
    /// </returns>
    public bool BecomesHighWith(string eventId, DateTimeOffset receivedAt)
    {
        lock (_lock)
        {
            if (eventId == _alarmedBy)
            {
                return true;
            }

            var minute = receivedAt.AddTicks(-(receivedAt.Ticks % TimeSpan.TicksPerMinute));
            if (minute > _minute)
            {
                _minute = minute;
                _ofThisMinute.Clear();
            }

            // A message of an earlier minute has waited for a retry; its own minute is over.
            if (minute < _minute || receivedAt < _quietUntil)
            {
                return false;
            }

            _ofThisMinute.Add(eventId);
            if (_ofThisMinute.Count < _options.MessagesPerMinute)
            {
                return false;
            }

            _ofThisMinute.Clear();
            _quietUntil = receivedAt + _options.QuietFor;
            _alarmedBy = eventId;
            return true;
        }
    }
}
