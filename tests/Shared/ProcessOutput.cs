using System.Text;

namespace EightBit.Webhooks.TestProcesses;

/// <summary>One output of a <see cref="ChildProcess"/>: read as it comes, kept whole.</summary>
internal sealed class ProcessOutput
{
    private readonly Lock _lock = new();
    private readonly StringBuilder _text = new();
    private TaskCompletionSource _more = NewSignal();
    private int _linesTaken;

    public ProcessOutput(StreamReader reader) => End = ReadAsync(reader);

    /// <summary>Completes when every process that had it open has closed it.</summary>
    public Task End { get; }

    public string Text
    {
        get
        {
            lock (_lock)
            {
                return _text.ToString();
            }
        }
    }

    /// <returns>The first line that contains a text, once its end is written; <see langword="null"/> when the output ends without.</returns>
    public Task<string?> WhenLineAsync(string text, CancellationToken cancellationToken)
        => WhenAsync(lines => Array.Find(lines, line => line.Contains(text, StringComparison.Ordinal)), cancellationToken);

    /// <summary>Each call returns the next line. Not for concurrent calls.</summary>
    public async Task<string?> NextLineAsync(CancellationToken cancellationToken)
    {
        var line = await WhenAsync(lines => lines.ElementAtOrDefault(_linesTaken), cancellationToken);
        _linesTaken++;
        return line;
    }

    private async Task<string?> WhenAsync(Func<string[], string?> find, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task more;
            lock (_lock)
            {
                more = _more.Task;
            }

            var isAll = End.IsCompleted;
            var wholeLines = Text.Split('\n')[..^1];
            if (find(wholeLines) is { } line)
            {
                return line;
            }

            if (isAll)
            {
                return null;
            }

            await Task.WhenAny(more, End).WaitAsync(cancellationToken);
        }
    }

    private async Task ReadAsync(StreamReader reader)
    {
        var buffer = new char[4096];
        while (await reader.ReadAsync(buffer) is var read and > 0)
        {
            TaskCompletionSource more;
            lock (_lock)
            {
                _text.Append(buffer, 0, read);
                more = _more;
                _more = NewSignal();
            }

            more.SetResult();
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
