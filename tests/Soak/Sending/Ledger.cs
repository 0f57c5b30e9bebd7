using System.Globalization;

namespace Soak.Sending;

/// <summary>Every event that was made, by its number: a byte each, so that a run of a day needs no more than some megabytes.</summary>
internal sealed class Ledger
{
    private const string Prefix = "soak-";

    private readonly Lock _gate = new();
    private readonly List<EventState> _events = [];

    public int Made => Read(_ => true);

    public int Acknowledged => Read(state => state.HasFlag(EventState.Acknowledged));

    public int Handled => Read(state => state.HasFlag(EventState.Handled));

    public int Dead => Read(state => state.HasFlag(EventState.Dead));

    public int HandledAgain => Read(state => state.HasFlag(EventState.HandledAgain));

    /// <summary>Acknowledged, and neither handled nor a dead letter.</summary>
    public int Open => Read(state => (state & ~EventState.MeantToDie) == EventState.Acknowledged);

    public int WronglyDead => Read(state => state.HasFlag(EventState.Dead) && !state.HasFlag(EventState.MeantToDie));

    public int WronglyHandled => Read(state => state.HasFlag(EventState.Handled | EventState.MeantToDie));

    public static string IdOf(int number) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{number}");

    /// <returns>The number.</returns>
    public int Add(bool isMeantToDie)
    {
        lock (_gate)
        {
            _events.Add(isMeantToDie ? EventState.MeantToDie : EventState.None);
            return _events.Count - 1;
        }
    }

    public void Acknowledge(int number) => Set(number, EventState.Acknowledged);

    public void Die(string eventId) => Set(NumberOf(eventId), EventState.Dead);

    public void Handle(string eventId)
    {
        var number = NumberOf(eventId);
        lock (_gate)
        {
            _events[number] |= _events[number].HasFlag(EventState.Handled) ? EventState.HandledAgain : EventState.Handled;
        }
    }

    private static int NumberOf(string eventId) => int.Parse(eventId.AsSpan(Prefix.Length), CultureInfo.InvariantCulture);

    private void Set(int number, EventState state)
    {
        lock (_gate)
        {
            _events[number] |= state;
        }
    }

    private int Read(Func<EventState, bool> counts)
    {
        lock (_gate)
        {
            return _events.Count(counts);
        }
    }
}
