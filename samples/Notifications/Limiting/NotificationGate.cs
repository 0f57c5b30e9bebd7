using Notifications.Chat;

namespace Notifications.Limiting;

/// <summary>Sends a message now, or holds it back for the next digest.</summary>
internal sealed class NotificationGate
{
    private readonly ChatClient _chat;
    private readonly ChatPause _pause;
    private readonly MessageBudget _budget;
    private readonly HeldBack _heldBack;

    public NotificationGate(ChatClient chat, ChatPause pause, MessageBudget budget, HeldBack heldBack)
    {
        _chat = chat;
        _pause = pause;
        _budget = budget;
        _heldBack = heldBack;
    }

    /// <param name="subject">What it is about, in few words: messages of one subject are one line of the digest.</param>
    /// <param name="text">The message.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task NotifyAsync(string subject, string text, CancellationToken cancellationToken)
    {
        if (!_pause.IsOn && _budget.TrySpend())
        {
            return _chat.PostAsync(text, cancellationToken);
        }

        _heldBack.Add(subject);
        return Task.CompletedTask;
    }
}
