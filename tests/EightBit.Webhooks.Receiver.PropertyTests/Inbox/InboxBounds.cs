namespace EightBit.Webhooks.Receiver.PropertyTests.Inbox;

/// <summary>Bounds that a short run reaches.</summary>
internal static class InboxBounds
{
    public const int MaxPendingEvents = 5;
    public const int MaxPendingBytes = 30;
    public const int MaxDeadLetters = 3;
    public const int DeadLetterRetentionSeconds = 120;
}
