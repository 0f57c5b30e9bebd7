namespace Fuzz.Targets.Bodies;

/// <summary>A payload type as an application may have it: not tolerant, and with names of the sender's choice.</summary>
internal sealed record OrderPlaced(string? Id, decimal Total, DateTimeOffset? At, Dictionary<string, int>? Quantities, OrderPlaced? Replaces);
