using System.Runtime.InteropServices;

namespace Samples.Demo;

/// <summary>Plays a demo, prints what was seen of what was promised, and makes the exit code of it.</summary>
internal sealed class DemoStage
{
    private const int AllSeen = 0;
    private const int NotAllSeen = 1;

    /// <summary>No wait of a demo is longer than this, so that none of them hangs.</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly TextWriter _output;
    private int _seen;
    private int _notSeen;

    private DemoStage(TextWriter output) => _output = output;

    public RecentLog Log { get; } = new();

    /// <returns>The exit code: 0 only if all that was promised was seen.</returns>
    public static async Task<int> PlayAsync(TextWriter output, Func<DemoStage, CancellationToken, Task> play)
    {
        var stage = new DemoStage(output);
        using var ending = new CancellationTokenSource(Deadline);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
        {
            signal.Cancel = true;
            ending.Cancel();
        });
        try
        {
            await play(stage, ending.Token);
        }
        catch (Exception exception)
        {
            var why = ending.IsCancellationRequested ? $"interrupted, or not over in {Deadline.TotalSeconds:0} s" : exception.ToString();
            stage.Saw("The demo is played to its end", false, why);
        }

        return stage.Conclude() ? AllSeen : NotAllSeen;
    }

    public void Say(string text) => _output.WriteLine(text);

    public void Saw(string promise, bool seen, string detail)
    {
        _ = seen ? _seen++ : _notSeen++;
        _output.WriteLine($"  {(seen ? "seen    " : "NOT SEEN")}  {promise}: {detail}");
    }

    private bool Conclude()
    {
        var isAllSeen = _notSeen == 0 && _seen > 0;
        if (!isAllSeen)
        {
            _output.WriteLine("The application's latest warnings and errors:");
            foreach (var line in Log.Lines)
            {
                _output.WriteLine($"    {line}");
            }
        }

        _output.WriteLine(isAllSeen ? $"All {_seen} promises were seen." : $"{_notSeen} of {_seen + _notSeen} promises were NOT seen.");
        return isAllSeen;
    }
}
