using System.CommandLine;
using EightBit.Webhooks.Cli.Checking.Reporting;
using EightBit.Webhooks.Cli.CommandLine;

namespace EightBit.Webhooks.Cli.Checking;

/// <summary>Holds any receiver to what the platform and the standards expect of one.</summary>
internal static class CheckCommand
{
    private const string Description =
        "Checks any receiver, in any language, from outside: what it accepts, refuses, and does about replays, races, odd bodies and load. "
        + "It sends REAL, validly signed events (message.received, ids that begin with 'check_'): use a test system. "
        + "Exit code: 0 nothing failed, 1 something did, 2 the receiver cannot be checked.";

    public static Command Create(Surroundings surroundings)
    {
        var command = new CliCommand("check", Description)
            .Example("eightbit-webhooks check https://test.example.com/webhooks/8bit", "All checks")
            .Example(
                "eightbit-webhooks check http://localhost:5080/hooks --effects-url 'http://localhost:5080/effects/{id}'",
                "Let the receiver say how often an event had an effect, so that duplicates can be judged")
            .Example("eightbit-webhooks check http://localhost:5080/hooks --json --skip answer-under-load,http2", "For a build server")
            .Example("eightbit-webhooks check --list", "What is checked, and why");
        var options = CheckOptions.AddTo(command, surroundings);
        command.SetAction(async (result, cancellationToken) =>
        {
            var checks = options.SelectChecks(result);
            if (options.WantsList(result))
            {
                CheckList.Print(checks, surroundings.Out);
                return ExitCode.Success;
            }

            var settings = options.Read(result);
            return await RunAsync(checks, settings, ReportFor(settings, options.WantsJson(result), surroundings), surroundings, cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(
        IReadOnlyList<Check> checks, CheckSettings settings, Report report, Surroundings surroundings, CancellationToken cancellationToken)
    {
        using var run = new CheckRun(settings, surroundings.Time);
        var complete = await run.RunAsync(checks, report, cancellationToken);
        report.End(complete);
        return !complete ? ExitCode.Interrupted : report.HasFailure ? ExitCode.Failure : ExitCode.Success;
    }

    private static Report ReportFor(CheckSettings settings, bool asJson, Surroundings surroundings)
    {
        if (asJson)
        {
            return new JsonReport(surroundings.Out, settings.Url, surroundings.Time.GetUtcNow());
        }

        return surroundings.Out.IsTerminal ? new TableReport(surroundings.Out, surroundings.Error) : new TextReport(surroundings.Out);
    }
}
