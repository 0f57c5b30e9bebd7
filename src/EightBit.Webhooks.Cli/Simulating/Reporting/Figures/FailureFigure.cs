namespace EightBit.Webhooks.Cli.Simulating.Reporting.Figures;

/// <param name="Id">The event.</param>
/// <param name="Type">Its type.</param>
/// <param name="Reason">How its last attempt ended: status, timeout or connection.</param>
/// <param name="Status">The HTTP status; 0 where there was no answer.</param>
/// <param name="Code">The code in the body; null where there is none.</param>
internal sealed record FailureFigure(string Id, string Type, string Reason, int Status, string? Code);
