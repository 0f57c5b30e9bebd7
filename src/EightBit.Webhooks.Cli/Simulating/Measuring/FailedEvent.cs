using EightBit.Webhooks.Cli.Sending;

namespace EightBit.Webhooks.Cli.Simulating.Measuring;

/// <summary>An event that has failed for good, and how its last attempt ended.</summary>
internal sealed record FailedEvent(string Id, string Type, AttemptResult Result, int Status, string? Code);
