namespace Notifications.Chat;

/// <summary>How long the chat wants to hear nothing. It refuses the channel, not the message, so it counts for all messages.</summary>
internal sealed class ChatPause
{
    private readonly TimeProvider _time;
    private long _untilTicks;

    public ChatPause(TimeProvider time) => _time = time;

    public bool IsOn => _time.GetUtcNow().UtcTicks < Interlocked.Read(ref _untilTicks);

    public void Begin(TimeSpan pause) => Interlocked.Exchange(ref _untilTicks, (_time.GetUtcNow() + pause).UtcTicks);
}
