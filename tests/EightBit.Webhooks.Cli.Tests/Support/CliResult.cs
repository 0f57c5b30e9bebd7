namespace EightBit.Webhooks.Cli.Tests.Support;

/// <summary>How a run of the tool ended, and what it printed.</summary>
internal sealed record CliResult(int ExitCode, string Output, string Error);
