namespace EightBit.Webhooks.Receiver.Dashboard.Live;

/// <summary>An answer as it is sent, and the tag of what is in it.</summary>
internal sealed record LiveView(string ETag, byte[] Json);
