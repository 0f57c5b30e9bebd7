using System.Diagnostics;
using System.Text;

namespace EightBit.Webhooks.Cli.Tests.Support;

/// <summary>The tool while it runs, so that it can be interrupted.</summary>
internal sealed class RunningCli : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(120);

    private readonly Process _process;
    private readonly CancellationTokenSource _deadline;
    private readonly Task<string> _output;
    private readonly Task<string> _error;

    private RunningCli(Process process, TimeSpan deadline)
    {
        _process = process;
        _deadline = new CancellationTokenSource(deadline);
        _output = process.StandardOutput.ReadToEndAsync(_deadline.Token);
        _error = process.StandardError.ReadToEndAsync(_deadline.Token);
    }

    public static RunningCli Start(params string[] arguments) => Start(arguments, new Dictionary<string, string> { ["EIGHTBIT_WEBHOOKS_SECRET"] = CliProcess.Secret });

    public static RunningCli Start(string[] arguments, IReadOnlyDictionary<string, string> environment, TimeSpan? deadline = null)
    {
        // A shell that runs the tests in the background has them ignore interrupts, and so whatever they start.
        var start = new ProcessStartInfo("env", ["--default-signal=INT", "dotnet", CliProcess.Program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new RunningCli(Process.Start(start)!, deadline ?? Deadline);
    }

    /// <summary>As Ctrl-C does.</summary>
    public void Interrupt()
    {
        using var kill = Process.Start("kill", ["-INT", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
        kill.ExitCode.Should().Be(0);
    }

    public async Task<CliResult> EndAsync()
    {
        await _process.WaitForExitAsync(_deadline.Token);
        return new CliResult(_process.ExitCode, await _output, await _error);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
        _deadline.Dispose();
    }
}
