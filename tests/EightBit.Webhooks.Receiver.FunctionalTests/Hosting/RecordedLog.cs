using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace EightBit.Webhooks.Receiver.FunctionalTests.Hosting;

/// <summary>Everything the application has logged.</summary>
internal sealed class RecordedLog : ILoggerProvider
{
    private readonly ConcurrentQueue<LogLine> _lines = new();
    private readonly ConcurrentDictionary<Guid, (Func<LogLine, bool> Matches, TaskCompletionSource<LogLine> Found)> _waiting = new();

    public IReadOnlyList<LogLine> Lines => [.. _lines];

    /// <summary>The lines of the library itself.</summary>
    public IEnumerable<LogLine> Ours => _lines.Where(line => line.Category.StartsWith("EightBit.", StringComparison.Ordinal));

    public async Task<LogLine> WhenAsync(int eventId, Func<LogLine, bool>? also = null)
    {
        bool Matches(LogLine line) => line.EventId == eventId && line.Category.StartsWith("EightBit.", StringComparison.Ordinal) && (also?.Invoke(line) ?? true);
        var found = new TaskCompletionSource<LogLine>(TaskCreationOptions.RunContinuationsAsynchronously);
        var key = Guid.NewGuid();
        _waiting[key] = (Matches, found);
        if (_lines.FirstOrDefault(Matches) is { } already)
        {
            found.TrySetResult(already);
        }

        try
        {
            return await found.Task.WaitAsync(TimeSpan.FromSeconds(30));
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"No log line {eventId}. The log:\n{string.Join("\n", _lines)}");
        }
        finally
        {
            _waiting.TryRemove(key, out _);
        }
    }

    public ILogger CreateLogger(string categoryName) => new Recorder(this, categoryName);

    public void Dispose()
    {
    }

    private void Add(LogLine line)
    {
        _lines.Enqueue(line);
        foreach (var (matches, found) in _waiting.Values)
        {
            if (matches(line))
            {
                found.TrySetResult(line);
            }
        }
    }

    private sealed class Recorder : ILogger
    {
        private readonly RecordedLog _log;
        private readonly string _category;

        public Recorder(RecordedLog log, string category)
        {
            _log = log;
            _category = category;
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
            => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            => _log.Add(new LogLine(_category, logLevel, eventId.Id, formatter(state, exception), exception));
    }
}
