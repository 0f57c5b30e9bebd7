namespace LiveAnalytics.Counting;

/// <summary>Which conversations are open: begun or active within the last hour, and not ended since.</summary>
/// <remarks>The latest sign of a conversation counts, by its own time; so neither order nor repetition matters.</remarks>
internal sealed class OpenConversations
{
    private const int MaxConversations = 50_000;

    private readonly Dictionary<UInt128, (DateTimeOffset At, bool IsOpen)> _signs = [];

    /// <summary>How many signs found no room.</summary>
    public long OverBound { get; private set; }

    public void Note(UInt128? conversation, DateTimeOffset at, ConversationSign sign)
    {
        if (conversation is not { } key || sign == ConversationSign.None)
        {
            return;
        }

        var isOpen = sign == ConversationSign.IsOpen;
        if (_signs.TryGetValue(key, out var known))
        {
            if (at > known.At || (at == known.At && !isOpen))
            {
                _signs[key] = (at, isOpen);
            }
        }
        else if (_signs.Count < MaxConversations)
        {
            _signs.Add(key, (at, isOpen));
        }
        else
        {
            OverBound++;
        }
    }

    public int CountOpen(DateTimeOffset since) => _signs.Values.Count(sign => sign.IsOpen && sign.At >= since);

    public void Forget(DateTimeOffset before)
    {
        foreach (var (key, _) in _signs.Where(pair => pair.Value.At < before).ToList())
        {
            _signs.Remove(key);
        }
    }
}
