using EightBit.Webhooks.Receiver.Handlers;

namespace EightBit.Webhooks.Receiver.Redis.Fleet;

/// <summary>What living nodes handle, as a partition has said.</summary>
/// <param name="Version">Another one whenever that changes; empty where nobody has asked.</param>
/// <param name="Handled">All that is handled by any node.</param>
internal sealed record FleetView(string Version, IReadOnlyList<HandledEvents> Handled)
{
    public static readonly FleetView None = new("", []);
}
