using System.Diagnostics;

namespace EightBit.Webhooks.Cli.Tests.Support;

/// <summary>The tool while it runs, so that it can be interrupted.</summary>
internal sealed class RunningCli : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(120);

    private readonly ChildProcess _process;
    private readonly TimeSpan _deadline;

    private RunningCli(ChildProcess process, TimeSpan deadline)
    {
        _process = process;
        _deadline = deadline;
    }

    public static RunningCli Start(params string[] arguments) => Start(arguments, new Dictionary<string, string> { ["EIGHTBIT_WEBHOOKS_SECRET"] = CliProcess.Secret });

    public static RunningCli Start(string[] arguments, IReadOnlyDictionary<string, string> environment, TimeSpan? deadline = null)
    {
        // A shell that runs the tests in the background has them ignore interrupts, and so whatever they start.
        var start = new ProcessStartInfo("env", ["--default-signal=INT", "dotnet", CliProcess.Program, .. arguments])
        {
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new RunningCli(ChildProcess.Start(start), deadline ?? Deadline);
    }

    /// <summary>As Ctrl-C does.</summary>
    public Task InterruptAsync() => _process.SignalAsync("INT");

    public async Task<CliResult> EndAsync()
    {
        var ended = await _process.WhenEndedAsync(_deadline);
        return new CliResult(ended.ExitCode, ended.Output, ended.Errors);
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
