namespace EightBit.Webhooks.Receiver.Dashboard.About;

/// <summary>A receiver, as it is asked for and as it is shown.</summary>
internal sealed record ReceiverName(string Name, string Display);
