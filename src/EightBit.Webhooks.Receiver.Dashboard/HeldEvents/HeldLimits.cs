namespace EightBit.Webhooks.Receiver.Dashboard.HeldEvents;

/// <summary>How many events a list has. Inboxes hand them out with their bodies, a mebibyte each at worst.</summary>
internal static class HeldLimits
{
    public const int MaxTake = 100;
    public const int DefaultTake = 50;
}
