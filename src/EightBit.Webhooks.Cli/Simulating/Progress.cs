using System.Globalization;
using EightBit.Webhooks.Cli.CommandLine;
using EightBit.Webhooks.Cli.Simulating.Measuring;
using Spectre.Console;

namespace EightBit.Webhooks.Cli.Simulating;

/// <summary>How far a run is: live on a terminal, a line now and then elsewhere. On standard error, so that the report stands alone.</summary>
internal static class Progress
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan SayEvery = TimeSpan.FromSeconds(10);

    /// <summary>Returns when the run has ended, however it has.</summary>
    public static async Task ShowAsync(Simulation simulation, Task run, SimulationSettings settings, Surroundings surroundings)
    {
        if (surroundings.Error.IsTerminal)
        {
            await surroundings.Error.Console.Live(Table(simulation, settings)).AutoClear(true).StartAsync(async live =>
            {
                while (await RunsAsync(run, LookEvery, surroundings.Time))
                {
                    live.UpdateTarget(Table(simulation, settings));
                }
            });
            return;
        }

        while (await RunsAsync(run, SayEvery, surroundings.Time))
        {
            surroundings.Error.WriteLine(Line(simulation));
        }
    }

    private static async Task<bool> RunsAsync(Task run, TimeSpan atMost, TimeProvider time)
    {
        using var ended = new CancellationTokenSource();
        await Task.WhenAny(run, Task.Delay(atMost, time, ended.Token));
        await ended.CancelAsync();
        return !run.IsCompleted;
    }

    private static string Line(Simulation simulation)
    {
        var so = simulation.Tally.Snapshot();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{so.Elapsed:hh\\:mm\\:ss}  {so.Sent} sent, {so.Delivered} delivered, {simulation.Waiting} waiting for a retry{NextRetry(simulation)}, {so.FailedForGood} failed for good");
    }

    private static Table Table(Simulation simulation, SimulationSettings settings)
    {
        var so = simulation.Tally.Snapshot();
        var table = new Table().Border(TableBorder.Rounded).HideHeaders().AddColumn("what").AddColumn("value", column => column.RightAligned());
        table.Title = new TableTitle($"{Markup.Escape(settings.Target.Url.ToString())}, seed {settings.Seed}");
        foreach (var (what, value) in Rows(simulation, so))
        {
            table.AddRow(what, value);
        }

        return table;
    }

    private static IEnumerable<(string What, string Value)> Rows(Simulation simulation, TallySnapshot so)
    {
        yield return ("running", $"{so.Elapsed:hh\\:mm\\:ss}");
        yield return ("events sent", Number(so.Sent));
        yield return ("delivered", Number(so.Delivered));
        yield return ("waiting for a retry" + NextRetry(simulation), Number(simulation.Waiting));
        yield return ("failed for good", so.FailedForGood > 0 ? $"[red]{Number(so.FailedForGood)}[/]" : "0");
        yield return ("attempts failed: status, timeout, connection", $"{Number(so.FailedByStatus)}, {Number(so.FailedByTimeout)}, {Number(so.FailedByConnection)}");
        yield return ("attempts a second, now", Number((long)Now(so)));
        yield return ("acknowledged within, 99 %", $"{so.Acknowledgements.Percentile(0.99).TotalMilliseconds.ToString("0.0", CultureInfo.InvariantCulture)} ms");
    }

    private static string NextRetry(Simulation simulation)
        => simulation.UntilNextRetry is { } next && next > TimeSpan.FromSeconds(1) ? $" (the next in {next:hh\\:mm\\:ss})" : "";

    // The slot that is being filled is too young to tell.
    private static double Now(TallySnapshot so)
        => so.Slots is [.., var last, _] ? (last.Acknowledged + last.Failed) / last.Width.TotalSeconds : so.Attempts / Math.Max(0.1, so.Elapsed.TotalSeconds);

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
