namespace EightBit.Webhooks.Cli.Simulating.Planning;

/// <summary>Which delivery comes after which: events, duplicates, and events that others overtake. Not safe for concurrent use.</summary>
/// <remarks>
/// Distances are counted in events, not in time, and all is drawn from the seed in the same order whatever the receiver does: a second
/// run makes the same decisions.
/// </remarks>
internal sealed class DeliveryPlan
{
    private const int FurthestOvertaken = 20;
    private const int FurthestDuplicate = 200;

    private readonly SimulationSettings _settings;
    private readonly EventSource _events;
    private readonly Random _random;
    private readonly PriorityQueue<PlannedDelivery, (long Due, long Order)> _later = new();
    private long _made;
    private long _order;

    public DeliveryPlan(SimulationSettings settings, TimeProvider time)
    {
        _settings = settings;
        _events = new EventSource(settings, time);

        // Another stream than the events', so that the same events come with and without duplicates.
        _random = new Random(unchecked(settings.Seed + 1));
    }

    /// <summary>Whether nothing is left but what was put off.</summary>
    public bool HasAllEvents => _made >= _settings.Events;

    /// <returns>The next delivery; null when there is none.</returns>
    public PlannedDelivery? Next(bool mayMakeEvents)
    {
        while (true)
        {
            var isOver = !mayMakeEvents || HasAllEvents;
            if (_later.TryPeek(out var put, out var place) && (isOver || place.Due <= _made))
            {
                _later.Dequeue();
                return put;
            }

            if (isOver)
            {
                return null;
            }

            if (MakeEvent() is { } made)
            {
                return made;
            }
        }
    }

    private PlannedDelivery? MakeEvent()
    {
        _made++;

        // Everything is drawn for every event, so that one share does not change what the others decide.
        var isOvertaken = _random.NextDouble() < _settings.Reordered;
        var overtakenBy = _random.Next(1, FurthestOvertaken + 1);
        var isTwice = _random.NextDouble() < _settings.ConcurrentDuplicates;
        var hasDuplicate = _random.NextDouble() < _settings.Duplicates;
        var duplicateAfter = _random.Next(1, FurthestDuplicate + 1);

        var delivery = new PlannedDelivery(_events.Next(), IsTwice: isTwice);
        var place = _made + (isOvertaken ? overtakenBy : 0);
        if (hasDuplicate)
        {
            PutOff(delivery with { IsDuplicate = true, IsTwice = false }, place + duplicateAfter);
        }

        if (!isOvertaken)
        {
            return delivery;
        }

        PutOff(delivery, place);
        return null;
    }

    private void PutOff(PlannedDelivery delivery, long due) => _later.Enqueue(delivery, (due, _order++));
}
