namespace Notifications.Chat;

/// <summary>How long the chat wants to hear nothing. It refuses the sender, not the message, so it counts for all messages.</summary>
internal sealed class ChatPause
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private DateTimeOffset _until;

    public ChatPause(TimeProvider time) => _time = time;

    public bool IsOn
    {
        get
        {
            lock (_lock)
            {
                return _time.GetUtcNow() < _until;
            }
        }
    }

    /// <summary>Of several answers that were on the way, the one that asks for the longest silence counts.</summary>
    public void Begin(TimeSpan pause)
    {
        var until = _time.GetUtcNow() + pause;
        lock (_lock)
        {
            _until = until > _until ? until : _until;
        }
    }
}
