namespace EightBit.Webhooks.Receiver.Testing.Tests.Samples;

/// <summary>A payload type of an application's own.</summary>
internal sealed record OrderPlaced(string OrderId, decimal Total);
