using System.CommandLine;
using EightBit.Webhooks.Cli.CommandLine;
using EightBit.Webhooks.Cli.Input;
using EightBit.Webhooks.Cli.Simulating.Reporting;

namespace EightBit.Webhooks.Cli.Simulating;

/// <summary>Is the platform for a while.</summary>
internal static class SimulateCommand
{
    private static readonly TimeSpan TimeToConnect = TimeSpan.FromSeconds(5);

    public static Command Create(Surroundings surroundings)
    {
        var command = new CliCommand(
            "simulate",
            "Is the platform for a while: sends signed events to a receiver, duplicates among them, sends again what fails by the platform's schedule, and reports. "
            + "Ends with 0 if all events were delivered, 1 if some failed for good, 2 if it could not begin, 130 if interrupted (with a report all the same).")
            .Example("eightbit-webhooks simulate --to http://localhost:5080/webhooks/8bit", "500 events, 50 a second")
            .Example("eightbit-webhooks simulate --rate max --duration 1m --duplicates 5% --html load.html", "As many as possible for a minute, with charts of it")
            .Example("eightbit-webhooks simulate --types 'message.*,conversation.*' --duplicates 10% --concurrent-duplicates 2% --reorder 10%", "What tests a receiver's manners")
            .Example("eightbit-webhooks simulate --events 10000 --rate max --time-scale 1000 --json > report.json", "For a script; what fails for good is known after half a minute instead of 7 hours")
            .Example("eightbit-webhooks simulate --seed 42", "The same events as in another run with this seed; what that one delivered is a duplicate now");
        var options = SimulationOptions.AddTo(command, surroundings);
        var json = new Option<bool>("--json") { Description = "Print the report as JSON, and nothing else on standard output." };
        var html = new Option<string?>("--html") { Description = "Write the report with charts to this file too: one page that needs nothing else.", HelpName = "file" };
        command.Add(json);
        command.Add(html);
        var secret = SecretOptions.AddTo(command, surroundings);
        command.SetAction(async (result, cancellationToken) =>
        {
            var settings = options.Read(result, secret);
            var page = result.GetValue(html) is { } path ? ReportPage.Open(path) : null;
            await using (page)
            {
                var report = await RunAsync(settings, surroundings, cancellationToken);
                if (page is not null)
                {
                    await ReportPage.WriteAsync(page, report);
                }

                Show(report, result.GetValue(json), surroundings);
                return ExitCodeOf(report);
            }
        });
        return command;
    }

    private static async Task<SimulationReport> RunAsync(SimulationSettings settings, Surroundings surroundings, CancellationToken cancellationToken)
    {
        await Reachability.EnsureAsync(settings.Target, TimeToConnect, surroundings.Time, cancellationToken);

        // One for the duplicate that goes out at the same time.
        using var client = settings.Target.CreateClient(2 * settings.Concurrency);
        var startedAt = surroundings.Time.GetUtcNow();
        var simulation = new Simulation(settings, client, surroundings.Time);
        var run = simulation.RunAsync(cancellationToken);
        await Progress.ShowAsync(simulation, run, settings, surroundings);
        await run;
        return SimulationReport.Of(settings, simulation.Tally.Snapshot(), startedAt, cancellationToken.IsCancellationRequested);
    }

    private static void Show(SimulationReport report, bool asJson, Surroundings surroundings)
    {
        if (asJson)
        {
            surroundings.Out.Writer.WriteLine(SimulationReportJson.Write(report));
        }
        else
        {
            ReportTable.Write(report, surroundings.Out);
        }
    }

    private static int ExitCodeOf(SimulationReport report)
        => report.Interrupted ? ExitCode.Interrupted : report.Events.FailedForGood > 0 ? ExitCode.Failure : ExitCode.Success;
}
