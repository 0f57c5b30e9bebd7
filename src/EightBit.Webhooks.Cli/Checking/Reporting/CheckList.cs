using EightBit.Webhooks.Cli.Output;

namespace EightBit.Webhooks.Cli.Checking.Reporting;

/// <summary>What the checks are, without running them.</summary>
internal static class CheckList
{
    public static void Print(IReadOnlyList<Check> checks, Terminal output)
    {
        foreach (var check in checks)
        {
            output.WriteLine(check.Id);
            output.WriteLine($"  {check.Title}.");
            output.WriteLine($"  sends: {check.Sends}");
            output.WriteLine($"  why: {check.Why}");
            output.WriteLine($"  source: {check.Source}");
        }
    }
}
