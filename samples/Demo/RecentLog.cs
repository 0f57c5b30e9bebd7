using System.Collections.Concurrent;

namespace Samples.Demo;

/// <summary>Keeps the latest warnings and errors, so that they can be shown if something fails and are out of the way if not.</summary>
internal sealed class RecentLog : ILoggerProvider
{
    private const int Capacity = 50;

    private readonly ConcurrentQueue<string> _lines = new();

    public IReadOnlyCollection<string> Lines => _lines;

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void Dispose()
    {
    }

    private void Add(string line)
    {
        _lines.Enqueue(line);
        while (_lines.Count > Capacity)
        {
            _lines.TryDequeue(out _);
        }
    }

    private sealed class Logger : ILogger
    {
        private readonly RecentLog _log;
        private readonly string _category;

        public Logger(RecentLog log, string category)
        {
            _log = log;
            _category = category;
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
            => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                _log.Add($"{logLevel}: {_category}[{eventId.Id}] {formatter(state, exception)}");
            }
        }
    }
}
