namespace EightBit.Webhooks.Cli.Checking;

internal sealed record CheckResult(Check Check, Verdict Verdict, TimeSpan Elapsed);
