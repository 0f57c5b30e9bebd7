namespace EightBit.Webhooks.Cli.Simulating.Reporting.Figures;

/// <param name="AskedPerSecond">Null for as many as possible.</param>
/// <param name="EventsPerSecond">New events, for as long as there were any.</param>
/// <param name="AttemptsPerSecond">Everything, for the whole run.</param>
internal sealed record RateFigures(double? AskedPerSecond, double EventsPerSecond, double AttemptsPerSecond);
