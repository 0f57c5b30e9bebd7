namespace EightBit.Webhooks.Receiver.Testing.Waiting;

/// <summary>The records of events by id, as many as there may be; beyond that the oldest go.</summary>
internal sealed class OrderedEvents
{
    private readonly Dictionary<string, EventRecord> _records = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();
    private readonly int _capacity;

    public OrderedEvents(int capacity) => _capacity = capacity;

    public EventRecord Find(string eventId) => _records.GetValueOrDefault(eventId, EventRecord.Empty);

    public IReadOnlyList<string> IdsWhere(Func<EventRecord, bool> condition)
        => [.. _records.Where(record => condition(record.Value)).Select(record => record.Key)];

    public void Change(string eventId, Func<EventRecord, EventRecord> change)
    {
        if (!_records.ContainsKey(eventId))
        {
            if (_order.Count == _capacity)
            {
                _records.Remove(_order.Dequeue());
            }

            _order.Enqueue(eventId);
        }

        _records[eventId] = change(Find(eventId));
    }
}
