namespace EightBit.Webhooks.Cli.Simulating.Reporting.Figures;

/// <param name="Status">Answered, but not with 2xx.</param>
/// <param name="Timeout">Not answered in time.</param>
/// <param name="Connection">Not connected, or cut off.</param>
internal sealed record ReasonFigures(long Status, long Timeout, long Connection);
