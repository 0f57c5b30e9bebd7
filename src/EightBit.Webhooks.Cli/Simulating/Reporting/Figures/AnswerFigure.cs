namespace EightBit.Webhooks.Cli.Simulating.Reporting.Figures;

/// <param name="Status">The HTTP status; 0 for all answers beyond the first 50 kinds.</param>
/// <param name="Code">The code in the body; null where there is none.</param>
/// <param name="Count">How many.</param>
internal sealed record AnswerFigure(int Status, string? Code, long Count);
