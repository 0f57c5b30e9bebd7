namespace EightBit.Webhooks.Receiver.FunctionalTests.Endpoints;

/// <summary>The body as an endpoint of the application's own binds it.</summary>
public sealed record Posted(string Id, string Type, string? Extra = null);
