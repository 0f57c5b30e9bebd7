namespace EightBit.Webhooks.Cli.Simulating.Measuring;

/// <param name="Status">The HTTP status.</param>
/// <param name="Code">The code in the body; null where there is none.</param>
internal readonly record struct AnswerKind(int Status, string? Code);
