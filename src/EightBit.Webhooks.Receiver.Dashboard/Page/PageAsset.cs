namespace EightBit.Webhooks.Receiver.Dashboard.Page;

/// <summary>An embedded file as it is served.</summary>
internal sealed record PageAsset(string ContentType, string ETag, byte[] Content);
