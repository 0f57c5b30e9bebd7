using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace EightBit.Webhooks.TestProcesses;

/// <summary>
/// A program that a test starts. Disposing it ends the program and everything it started, including processes that lost their
/// parent: they are found by a variable in their environment. Every wait has a limit, and its failure says what was waited for.
/// </summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private static readonly TimeSpan TimeToDie = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly string _command;
    private readonly string _mark = $"EIGHTBIT_TEST_CHILD_{Guid.NewGuid():N}";
    private readonly ProcessOutput _output;
    private readonly ProcessOutput _errors;
    private readonly Task _ended;

    private ChildProcess(ProcessStartInfo start)
    {
        _command = string.Join(' ', [start.FileName, .. start.ArgumentList]);
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.StandardOutputEncoding = start.StandardErrorEncoding = Encoding.UTF8;
        start.Environment[_mark] = "1";
        _process = Process.Start(start) ?? throw new InvalidOperationException($"'{_command}' did not start.");
        _output = new ProcessOutput(_process.StandardOutput);
        _errors = new ProcessOutput(_process.StandardError);
        _ended = Task.WhenAll(_process.WaitForExitAsync(), _output.End, _errors.End);
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public StreamWriter Input => _process.StandardInput;

    /// <summary>What it has written to standard output so far.</summary>
    public string Output => _output.Text;

    /// <summary>What it has written to standard error so far.</summary>
    public string Errors => _errors.Text;

    public static ChildProcess Start(ProcessStartInfo start) => new(start);

    public static ChildProcess Start(string program, params string[] arguments) => new(new ProcessStartInfo(program, arguments));

    /// <summary>Runs a program to its end.</summary>
    public static async Task<Ended> RunAsync(ProcessStartInfo start, TimeSpan within, ReadOnlyMemory<byte> input = default)
    {
        await using var process = Start(start);
        try
        {
            await process.Input.BaseStream.WriteAsync(input).AsTask().WaitAsync(within);
            process.Input.Close();
        }
        catch (IOException)
        {
            // It ends without reading everything.
        }

        return await process.WhenEndedAsync(within);
    }

    public static Task<Ended> RunAsync(TimeSpan within, string program, params string[] arguments)
        => RunAsync(new ProcessStartInfo(program, arguments), within);

    /// <summary>Waits for a whole line of standard output or standard error that contains a text.</summary>
    public Task<string> WhenPrintedAsync(string text, TimeSpan within)
        => WhenLineAsync($"a line with \"{text}\"", within, limit => [_output.WhenLineAsync(text, limit), _errors.WhenLineAsync(text, limit)]);

    /// <summary>Waits for the next line of standard output. Not for concurrent calls.</summary>
    public Task<string> NextLineAsync(TimeSpan within) => WhenLineAsync("its next line", within, limit => [_output.NextLineAsync(limit)]);

    /// <summary>Waits until it has ended and nothing more can come from its outputs.</summary>
    public async Task<Ended> WhenEndedAsync(TimeSpan within)
    {
        try
        {
            await _ended.WaitAsync(within);
        }
        catch (TimeoutException)
        {
            var what = _process.HasExited ? "ended, but a process that it started has its outputs open" : "did not end";
            throw new TimeoutException($"'{_command}' {what}, for {within}. {Printed}");
        }

        return new Ended(_process.ExitCode, Output, Errors);
    }

    /// <param name="name">Such as <c>TERM</c>.</param>
    public async Task SignalAsync(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync().WaitAsync(TimeToDie);
    }

    /// <summary>SIGKILL, to it alone.</summary>
    public Task<Ended> KillAsync()
    {
        _process.Kill();
        return WhenEndedAsync(TimeToDie);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        MarkedProcesses.Kill(_mark);
        await WhenEndedAsync(TimeToDie);
        _process.Dispose();
    }

    private async Task<string> WhenLineAsync(string what, TimeSpan within, Func<CancellationToken, Task<string?>[]> wait)
    {
        using var limit = new CancellationTokenSource(within);
        try
        {
            await foreach (var line in Task.WhenEach(wait(limit.Token)))
            {
                if (await line is { } found)
                {
                    return found;
                }
            }
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"'{_command}' did not print {what} within {within}. {Printed}");
        }
        finally
        {
            await limit.CancelAsync();
        }

        throw new InvalidOperationException($"'{_command}' ended and did not print {what}. {Printed}");
    }

    private string Printed => $"It printed:\n{Output}{Errors}";

    /// <summary>How a run ended, and everything it printed.</summary>
    internal sealed record Ended(int ExitCode, string Output, string Errors);
}
